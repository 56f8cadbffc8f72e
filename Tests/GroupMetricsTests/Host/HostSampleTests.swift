import ControlGroups
import Testing

@testable import GroupMetrics

/// What each file of /proc says comes into the sample, and nothing else does.
struct HostSampleTests {
  private func reason(_ packed: Double) -> Missing.Reason? { packed.isNaN ? Missing(packed: packed).reason : nil }

  @Test func ofTheCPUs() {
    var sample = HostSample()
    sample.parseStat(Array(HostTexts().stat.utf8).span)
    #expect(sample[.user] == 1000)
    #expect(sample[.nice] == 10)
    #expect(sample[.system] == 500)
    #expect(sample[.idle] == 8000)
    #expect(sample[.iowait] == 100)
    #expect(sample[.irq] == 5)
    #expect(sample[.softirq] == 15)
    #expect(sample[.steal] == 0)
    #expect(sample[.onlineCPUs] == 2)
    #expect(sample[.running] == 3)
    #expect(sample[.blocked] == 1)
    #expect(sample[.bootTime] == 1_795_466_302)
  }

  @Test func ofAnOldKernelOnlyWhatItSays() {
    var sample = HostSample()
    sample.parseStat(Array("cpu  1 2 3 4\n".utf8).span)
    #expect(sample[.idle] == 4)
    #expect(reason(sample[.iowait]) == .noKey)
    #expect(reason(sample[.onlineCPUs]) == .noKey)
  }

  @Test func ofTheLoad() {
    var sample = HostSample()
    sample.parseLoad(Array("1.84 1.03 0.92 2/124 3173\n".utf8).span)
    #expect(sample[.load1] == 184)
    #expect(sample[.load5] == 103)
    #expect(sample[.load15] == 92)
    #expect(sample[.threads] == 124)
  }

  @Test func ofMemory() {
    var sample = HostSample()
    sample.parseMeminfo(Array(HostTexts().meminfo.utf8).span)
    #expect(sample[.memTotal] == 2048 * 1024)
    #expect(sample[.memFree] == 1024 * 1024)
    #expect(sample[.memAvailable] == 1536 * 1024)
    #expect(sample[.cached] == 96 * 1024)
    #expect(sample[.swapTotal] == 1000 * 1024)
    #expect(sample[.swapFree] == 400 * 1024)
    #expect(sample[.writeback] == 0)
    #expect(reason(sample[.zswap]) == .noKey)
  }

  @Test func aSizeInAnotherUnitIsNotGuessed() {
    var sample = HostSample()
    sample.parseMeminfo(Array("MemTotal: 5\nMemFree: 5 MB\nMemAvailable: kB\n".utf8).span)
    for key in [HostKey.memTotal, .memFree, .memAvailable] { #expect(reason(sample[key]) == .noKey) }
  }

  @Test func ofVirtualMemory() {
    var sample = HostSample()
    var scanner = FlatScanner(HostSample.vmstatNames)
    scanner.scan(Array("nr_x 1\npswpin 3\npswpout 7\npgmajfault 40\n".utf8).span)
    sample.takeVmstat(scanner)
    #expect(sample[.swappedIn] == 3)
    #expect(sample[.swappedOut] == 7)
    #expect(sample[.majorFaults] == 40)
    #expect(reason(sample[.oomKills]) == .noKey)
  }

  @Test func ofPressure() {
    var sample = HostSample()
    sample.parsePressure(Array(HostTexts().cpuPressure.utf8).span, .cpuPressure)
    #expect(sample[.cpuSome10] == 1250)
    #expect(sample[.cpuSome60] == 100)
    #expect(sample[.cpuSome300] == 25)
    #expect(sample[.cpuSome] == 1_000_000)
    sample.parsePressure(
      Array("some avg10=0.01 avg60=0.02 avg300=0.03 total=4\nfull avg10=0.05 avg60=0.06 avg300=0.07 total=8\n".utf8)
        .span,
      .memoryPressure)
    #expect(sample[.memorySome] == 4)
    #expect(sample[.memoryFull10] == 5)
    #expect(sample[.memoryFull] == 8)
    sample.parsePressure(Array("full avg10=0.05 avg60=0.06 avg300=0.07 total=9\n".utf8).span, .irqPressure)
    #expect(sample[.irqFull] == 9)
    #expect(sample[.cpuSome] == 1_000_000, "the files do not touch one another's numbers")
  }

  @Test func whatAFileSaidBeforeIsForgotten() {
    var sample = HostSample()
    sample.parsePressure(Array(HostTexts().cpuPressure.utf8).span, .cpuPressure)
    sample.parsePressure([UInt8]().span, .cpuPressure)
    #expect(reason(sample[.cpuSome]) == .noKey)
    sample.clear(.cpuPressure, .permission)
    #expect(reason(sample[.cpuSome300]) == .permission)
  }

  @Test func theKeysOfAFileFollowOneAnother() {
    for file in HostFile.allCases where file != .diskstats {
      let keys = HostKey.allCases.filter { $0.file == file }.map(\.rawValue)
      #expect(Array(HostKey.range(of: file)) == keys)
    }
  }
}
