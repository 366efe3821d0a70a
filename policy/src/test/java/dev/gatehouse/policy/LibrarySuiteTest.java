package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.gatehouse.json.ArrayValue;
import dev.gatehouse.json.BooleanValue;
import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.json.Value;
import dev.gatehouse.json.Yaml;
import dev.gatehouse.kube.AdmissionRequest;
import dev.gatehouse.kube.AdmissionReview;
import dev.gatehouse.kube.KubernetesObject;
import dev.gatehouse.policy.expansion.Expander;
import dev.gatehouse.policy.expansion.ExpansionTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The suites of the Gatekeeper library hold. */
class LibrarySuiteTest {

  @TestFactory
  Stream<DynamicContainer> holds() throws IOException {
    var library = Conformance.folder("gatekeeper-library");
    try (var files = Files.walk(library)) {
      return files.filter(file -> file.getFileName().toString().equals("suite.yaml")).sorted()
          .toList().stream()
          .map(suite -> DynamicContainer.dynamicContainer(
              library.relativize(suite).toString(), tests(suite)));
    }
  }

  private static Stream<DynamicTest> tests(Path file) {
    var suite = document(file);
    var cases = new ArrayList<DynamicTest>();
    for (var test : list(suite.value().get("tests"))) {
      for (var each : list(test.get("cases"))) {
        cases.add(DynamicTest.dynamicTest(test.get("name") + " " + each.get("name"),
            () -> new Case(file.resolveSibling(""), test, each).run()));
      }
      if (BooleanValue.TRUE.equals(test.get("invalid"))) {
        cases.add(DynamicTest.dynamicTest(test.get("name") + " is invalid",
            () -> assertThat(invalidity(file.resolveSibling(""), test)).isTrue()));
      }
    }
    return cases.stream();
  }

  private static boolean invalidity(Path folder, ObjectValue test)
      throws InvalidResourceException {
    var template = Template.parse(document(folder.resolve(text(test.get("template")))),
        Origin.UNKNOWN, TemplateOptions.DEFAULT);
    try {
      template.constraint(
          document(folder.resolve(text(test.get("constraint")))), Origin.UNKNOWN);
      return false;
    } catch (InvalidResourceException e) {
      return e.fault() == InvalidResourceException.Fault.SCHEMA;
    }
  }

  /** One case of a suite. */
  private record Case(Path folder, ObjectValue test, ObjectValue data) {

    void run() throws Exception {
      var template = Template.parse(document("template"), Origin.UNKNOWN, TemplateOptions.DEFAULT);
      var constraint = template.constraint(document("constraint"), Origin.UNKNOWN);
      var inventory = Inventory.builder();
      for (var file : texts(data.get("inventory"))) {
        for (var object : documents(folder.resolve(file))) {
          inventory.add(object);
        }
      }
      var builder = PolicySet.builder().add(constraint).inventory(inventory.build());
      builder.add(template);
      check(decide(builder.build()));
    }

    private Decision decide(PolicySet policies) throws Exception {
      var object = LibrarySuiteTest.document(folder.resolve(text(data.get("object"))));
      if (AdmissionReview.isReview(object)) {
        return review(policies, Review.of(
            AdmissionRequest.of(object(object.at("request"))), Optional.empty()));
      }
      var decision = review(
          policies, Review.of(object, Optional.empty(), ReviewSource.ORIGINAL));
      if (test.get("expansion") != null) {
        var expander = Expander.of(List.of(ExpansionTemplate.parse(document("expansion"))));
        for (var made : expander.expand(object, Optional.empty())) {
          var child = review(policies,
              Review.of(made.object(), Optional.empty(), ReviewSource.GENERATED));
          decision = decision.implying(child, made.template(), made.enforcementAction());
        }
      }
      return decision;
    }

    private static Decision review(PolicySet policies, Review review) throws ReviewException {
      return policies.review(review, EnforcementPoint.GATOR, ReviewOptions.DEFAULT);
    }

    private void check(Decision decision) {
      for (var assertion : list(data.get("assertions"))) {
        var pattern = Pattern.compile(text(assertion.get("message")));
        var matching = decision.results().stream()
            .filter(result -> pattern.matcher(result.message()).find())
            .count();
        var messages = decision.results().stream().map(Result::message).toList();
        switch (assertion.get("violations")) {
          case IntegerValue count ->
            assertThat(matching).as("%s", messages).isEqualTo(count.value());
          case BooleanValue some when !some.value() ->
            assertThat(matching).as("%s", messages).isZero();
          case StringValue none when none.value().equals("no") ->
            assertThat(matching).as("%s", messages).isZero();
          case null, default -> assertThat(matching).as("%s", messages).isPositive();
        }
      }
    }

    private KubernetesObject document(String field) {
      return LibrarySuiteTest.document(folder.resolve(text(test.get(field))));
    }
  }

  private static ObjectValue object(@Nullable Value value) {
    return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
  }

  private static KubernetesObject document(Path file) {
    return documents(file).getFirst();
  }

  private static List<KubernetesObject> documents(Path file) {
    try {
      return Yaml.parse(Files.readAllBytes(file)).stream()
          .map(document -> KubernetesObject.of((ObjectValue) document.value()))
          .toList();
    } catch (IOException | dev.gatehouse.json.TextException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static List<ObjectValue> list(@Nullable Value value) {
    return value instanceof ArrayValue items
        ? items.items().stream().map(ObjectValue.class::cast).toList()
        : List.of();
  }

  private static List<String> texts(@Nullable Value value) {
    return value instanceof ArrayValue items
        ? items.items().stream().map(LibrarySuiteTest::text).toList()
        : List.of();
  }

  private static String text(@Nullable Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }
}
