import ControlGroups
import Testing

@testable import GroupMetrics

/// Pressure that quotas explain is not called contention.
struct CPUPressureCauseTests {
  /// Measured on Linux 6.12: one spinner with a quota on a machine that is 70 % idle.
  @Test func aThrottledSpinnerOnAnIdleMachine() {
    #expect(CPUPressureCause(pressure: 0.787, throttled: 0.8, idle: 0.7) == .throttling)
  }

  @Test func aBusyMachineWithoutQuotas() {
    #expect(CPUPressureCause(pressure: 0.6, throttled: 0, idle: 0.01) == .contention)
    #expect(CPUPressureCause(pressure: 0.6, throttled: Missing(.noFile).packed, idle: 0.01) == .contention)
    // Bound to one CPU, tasks may fight for it while others stand idle.
    #expect(CPUPressureCause(pressure: 0.6, throttled: 0, idle: 0.5) == .contention)
  }

  @Test func aBusyMachineWithQuotasCannotBeToldApart() {
    #expect(CPUPressureCause(pressure: 0.6, throttled: 3, idle: 0.02) == .both)
    #expect(CPUPressureCause(pressure: 0.6, throttled: 0.3, idle: 0.5) == .both)
    #expect(CPUPressureCause(pressure: 0.6, throttled: 0.8, idle: Missing(.firstSample).packed) == .both)
  }

  @Test func nextToNoneHasNoCause() {
    #expect(CPUPressureCause(pressure: 0.005, throttled: 1, idle: 0) == nil)
    #expect(CPUPressureCause(pressure: Missing(.firstSample).packed, throttled: 1, idle: 0) == nil)
  }

  /// A slice, a group of it with a quota, and one without: of the first the pressure is explained by what is below it, of
  /// the others by what holds them back, their own quota or one above.
  @Test(
    arguments: [
      (pressure: 0.8, own: 0.0, below: 0.78, idle: 0.7, cause: CPUPressureCause.throttling),
      (0.8, 0.78, 0.0, 0.7, .throttling), (0.8, 0.78, 0.5, 0.7, .throttling), (0.8, 0, 0, 0.7, .contention),
      (0.8, 0, 0.4, 0.7, .both), (0.8, 0, 2, 0.01, .both), (0.8, .nan, 0.78, 0.7, .throttling),
      (0.8, 0.78, .nan, 0.7, .throttling), (0.8, .nan, .nan, 0.7, .contention), (0.005, 0, 2, 0.7, nil),
      (.nan, 0, 2, 0.7, nil),
    ] as [(pressure: Double, own: Double, below: Double, idle: Double, cause: CPUPressureCause?)])
  func aGroupsPressure(
    _ numbers: (pressure: Double, own: Double, below: Double, idle: Double, cause: CPUPressureCause?)
  ) {
    let metrics = CPUPressureCause.metrics.sorted()
    let snapshot = Snapshot(
      groups: [
        Snapshot.Group(path: .root, inode: 1, parent: nil), Snapshot.Group(path: at("/s"), inode: 2, parent: 0),
      ],
      slots: [0, 1], metrics: metrics,
      columns: metrics.map { metric in
        switch metric {
        case VerdictMetric.cpuPressure: [0, numbers.pressure]
        case VerdictMetric.cpuThrottledTime: [0, numbers.own]
        default: [0, numbers.below]
        }
      })
    #expect(CPUPressureCause(of: 1, in: snapshot, idle: numbers.idle) == numbers.cause)
    #expect(CPUPressureCause(of: 0, in: snapshot, idle: numbers.idle) == nil)
  }
}
