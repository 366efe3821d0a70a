package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Places for decisions, and places to wait. */
final class DecisionGateTest {

  @Test
  void runsOnTheThreadThatBringsTheDecision() {
    var gate = DecisionGate.onCaller(1, 0);
    var threads = new ArrayList<Thread>();
    assertThat(gate.admit(() -> threads.add(Thread.currentThread()))).isTrue();
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(gate.running()).isZero();
  }

  @Test
  void runsWaitingDecisionsInTheirOrderAndRefusesMore() {
    var gate = DecisionGate.onCaller(1, 2);
    var order = new ArrayList<String>();
    var admitted = new ArrayList<Boolean>();
    gate.admit(() -> {
      order.add("first");
      admitted.add(gate.admit(() -> order.add("second")));
      admitted.add(gate.admit(() -> order.add("third")));
      admitted.add(gate.admit(() -> order.add("refused")));
      assertThat(gate.waiting()).isEqualTo(2);
      assertThat(gate.running()).isEqualTo(1);
    });
    assertThat(admitted).containsExactly(true, true, false);
    assertThat(order).containsExactly("first", "second", "third");
    assertThat(gate.waiting()).isZero();
    assertThat(gate.running()).isZero();
  }

  @Test
  void whoWaitsForOthersKeepsNobodyWaiting() throws InterruptedException {
    var gate = DecisionGate.onCaller(1, 5);
    var second = new CountDownLatch(1);
    var order = new CopyOnWriteArrayList<String>();
    gate.admit(() -> {
      gate.admit(() -> {
        order.add("second");
        second.countDown();
      });
      order.add(DecisionGate.aside(() -> {
        try {
          second.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return "first";
      }));
    });
    assertThat(order).containsExactly("second", "first");
    TestServer.await(() -> gate.running() == 0);
    assertThat(DecisionGate.<String>aside(() -> "in no decision")).isEqualTo("in no decision");
  }

  @Test
  void boundsTheBytesThatAreHeld() {
    var budget = new ByteBudget(10);
    assertThat(budget.take(6)).isTrue();
    assertThat(budget.take(5)).isFalse();
    assertThat(budget.take(4)).isTrue();
    budget.giveBack(10);
    assertThat(budget.held()).isZero();
  }
}
