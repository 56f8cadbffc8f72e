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
}
