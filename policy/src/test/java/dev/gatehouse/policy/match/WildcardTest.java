package dev.gatehouse.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest
  @CsvSource({"abc,abc,true", "abc,abcd,false", "abc,xabc,false", "abc*,abc,true",
      "abc*,abcd,true", "abc*,xabc,false", "*abc,abc,true", "*abc,xabc,true", "*abc,abcd,false",
      "*abc*,xabcd,true", "*abc*,ab,false", "*,anything,true", "**,anything,true", "*,'',true",
      "'','',true", "'',a,false", "a*b,a*b,true", "a*b,axb,false"})
  void matchesNames(String pattern, String name, boolean expected) {
    assertThat(Wildcard.of(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"web-*,web-,true", "web-*,web-1-,true", "web-*,api-,false", "*eb-*,web-,true",
      "web,web,false", "*eb-,web-,false", "*,web-,true"})
  void knowsNamesToBeMadeOnlyWithAnOpenEnd(String pattern, String prefix, boolean expected) {
    assertThat(Wildcard.of(pattern).matchesGenerateName(prefix)).isEqualTo(expected);
  }
}
