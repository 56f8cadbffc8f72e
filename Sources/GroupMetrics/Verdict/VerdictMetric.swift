/// The metrics that verdicts rest on, found once.
package enum VerdictMetric {
  package static let cpuCores = Catalogue.id("cpu.cores")
  package static let cpuMax = Catalogue.id("cpu.max")
  package static let cpuQuota = Catalogue.id("cpu.quota")
  package static let cpuThrottled = Catalogue.id("cpu.throttled")
  package static let cpuThrottledBy = Catalogue.id("cpu.throttled_by")
  package static let cpuThrottledTime = Catalogue.id("cpu.throttled_time")
  package static let cpuThrottledBelow = Catalogue.id("cpu.throttled_time.below")
  package static let memoryCurrent = Catalogue.id("memory.current")
  package static let memoryWorkingSet = Catalogue.id("memory.working_set")
  package static let memoryMax = Catalogue.id("memory.max")
  package static let memoryHigh = Catalogue.id("memory.high")
  package static let memoryHeadroom = Catalogue.id("memory.headroom")
  package static let memoryHeadroomBy = Catalogue.id("memory.headroom_by")
  package static let memoryShare = Catalogue.id("memory.share")
  package static let memoryHighRate = Catalogue.id("memory.events.high.rate")
  package static let memoryMaxRate = Catalogue.id("memory.events.max.rate")
  package static let memoryLocalHighRate = Catalogue.id("memory.events.local.high.rate")
  package static let memoryLocalMaxRate = Catalogue.id("memory.events.local.max.rate")
  package static let memorySwapIn = Catalogue.id("memory.swap.in")
  package static let memoryRefaults = Catalogue.id("memory.refaults")
  package static let pidsCurrent = Catalogue.id("pids.current")
  package static let pidsMax = Catalogue.id("pids.max")
  package static let pidsHeadroomBy = Catalogue.id("pids.headroom_by")
  package static let pidsShare = Catalogue.id("pids.share")
  package static let pidsMaxRate = Catalogue.id("pids.events.max.rate")
  package static let pidsLocalMaxRate = Catalogue.id("pids.events.local.max.rate")
  package static let ioBytes = Catalogue.id("io.bytes")
  package static let cpuPressure = Catalogue.id("cpu.pressure.some")
  package static let memoryPressure = Catalogue.id("memory.pressure.some")
  package static let ioPressure = Catalogue.id("io.pressure.some")
  package static let frozen = Catalogue.id("frozen")

  /// What a sample must hold for a verdict.
  package static let all: [MetricID] = [
    cpuCores, cpuMax, cpuQuota, cpuThrottled, cpuThrottledBy, cpuThrottledTime, cpuThrottledBelow, memoryCurrent,
    memoryWorkingSet, memoryMax, memoryHigh, memoryHeadroom, memoryHeadroomBy, memoryShare, memoryHighRate,
    memoryMaxRate, memoryLocalHighRate, memoryLocalMaxRate, memorySwapIn, memoryRefaults,
    pidsCurrent, pidsMax, pidsHeadroomBy, pidsShare, pidsMaxRate, pidsLocalMaxRate, ioBytes, cpuPressure,
    memoryPressure, ioPressure, frozen,
  ]
}
