package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {

  @ParameterizedTest
  @CsvSource({
      "8.8.8.8, PUBLIC", "2606:4700::1111, PUBLIC", "172.32.0.1, PUBLIC", "100.128.0.1, PUBLIC",
      "10.0.0.1, PRIVATE", "172.16.0.1, PRIVATE", "172.31.255.255, PRIVATE",
      "192.168.1.1, PRIVATE", "100.64.0.1, PRIVATE", "fd12::1, PRIVATE", "fec0::1, PRIVATE",
      "127.0.0.1, LOOPBACK", "127.255.0.1, LOOPBACK", "::1, LOOPBACK",
      "::ffff:127.0.0.1, LOOPBACK",
      "169.254.169.254, FORBIDDEN", "169.254.0.1, FORBIDDEN", "fe80::1, FORBIDDEN",
      "::ffff:169.254.169.254, FORBIDDEN", "64:ff9b::a9fe:a9fe, FORBIDDEN",
      "2002:a9fe:a9fe::1, FORBIDDEN", "64:ff9b::7f00:1, LOOPBACK", "::7f00:1, LOOPBACK",
      "100.100.100.200, FORBIDDEN", "168.63.129.16, FORBIDDEN", "192.0.0.192, FORBIDDEN",
      "fd00:ec2::254, FORBIDDEN", "0.0.0.0, FORBIDDEN", "0.1.2.3, FORBIDDEN", "::, FORBIDDEN",
      "224.0.0.1, FORBIDDEN", "ff02::1, FORBIDDEN", "255.255.255.255, FORBIDDEN",
      "240.0.0.1, FORBIDDEN"})
  void saysWhatAnAddressStandsFor(String address, AddressKind kind) {
    assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
  }
}
