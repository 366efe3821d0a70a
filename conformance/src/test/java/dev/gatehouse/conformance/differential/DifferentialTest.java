package dev.gatehouse.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.conformance.differential.program.Dice;
import dev.gatehouse.conformance.differential.program.ProgramGenerator;
import dev.gatehouse.rego.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short run against OPA, and every difference that was found and mended. */
class DifferentialTest {

  private static final int PROGRAMS = 300;
  private static final int LAYOUTS = 60;
  private static final int PARTIALS = 100;
  private static final int CALLS = 2;

  @TestFactory
  Stream<DynamicTest> regressions() throws IOException {
    var folder = Path.of(System.getProperty("project.root", ".."),
        "conformance/src/test/resources/differential");
    return RecordedCase.read(folder).stream()
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> assertThat(each.run()).isNull()));
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void programsGiveWhatTheyGiveInOpa(Backend backend) throws IOException {
    try (var peer = peer()) {
      var run = new ProgramRun(peer, backend, 1);
      var generator = new ProgramGenerator(1);
      for (var i = 0; i < PROGRAMS; i++) {
        run.compare("seed 1 program " + i, generator.program(i));
      }
      assertThat(run.differences()).as(run.toString()).isZero();
    }
  }

  @Test
  void builtInFunctionsGiveWhatTheyGiveInOpa() throws IOException {
    try (var peer = peer()) {
      var run = new CallRun(peer, 1);
      run.compareAll(Pattern.compile(".*"), 1, CALLS);
      assertThat(run.differences()).as(run.toString()).isZero();
    }
  }

  @Test
  void modulesAreLaidOutAsInOpa() throws IOException {
    try (var peer = peer()) {
      var run = new LayoutRun(peer, 1);
      var generator = new ProgramGenerator(1);
      for (var i = 0; i < LAYOUTS; i++) {
        run.compare("seed 1 program " + i, generator.program(i), new Dice(i));
      }
      assertThat(run.differences()).as(run.toString()).isZero();
    }
  }

  @Test
  void partialEvaluationsMeanWhatWholeOnesDo() throws IOException {
    try (var peer = peer()) {
      var run = new PartialRun(peer, 1);
      var generator = new ProgramGenerator(1);
      for (var i = 0; i < PARTIALS; i++) {
        var program = generator.program(i);
        run.compare("seed 1 program " + i, program, PartialRun.options(program, new Dice(31 + i)));
      }
      assertThat(run.faults()).as(run.toString()).isZero();
      assertThat(run.differences()).as(run.toString()).isLessThan(PARTIALS / 10);
    }
  }

  /** The peer where bench/peers/build puts it; without it these tests are skipped. */
  private static Peer peer() throws IOException {
    var program = Peer.place();
    assumeTrue(Files.isExecutable(program),
        () -> program + " is absent: bench/peers/build regoanswers");
    return Peer.start(program);
  }
}
