import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Figures of the machine from two samples, and the reasons where there are none.
struct HostFiguresTests {
  /// A fake machine and its reader, read a first time.
  private struct Machine {
    let tree = FakeTree()
    var texts = HostTexts()
    let reader: HostReader

    init(_ disks: String? = nil) throws {
      if let disks { texts.disks = disks }
      texts.put(into: tree)
      reader = HostReader(try tree.hierarchy())
      _ = reader.read()
    }

    /// The figures after a second.
    func next() -> HostFigures {
      texts.put(into: tree)
      tree.advanceClock(nanoseconds: 1_000_000_000)
      return reader.read()
    }
  }

  private func number(_ figures: HostFigures, _ name: String) throws -> Double {
    let figure = try #require(figures.figure(name), "no metric \(name)")
    return try #require(figure.number, "\(name) is \(figure)")
  }

  private func reason(_ figures: HostFigures, _ name: String) throws -> Missing.Reason? {
    guard case .missing(let missing) = try #require(figures.figure(name)) else { return nil }
    return missing.reason
  }

  @Test func theFirstSampleHasNoRates() throws {
    let tree = FakeTree()
    HostTexts().put(into: tree)
    let figures = HostReader(try tree.hierarchy()).read()
    for name in ["host.cpu.cores", "host.cpu.steal", "host.cpu.pressure.some", "host.io.busy", "host.memory.swap.out"] {
      #expect(try reason(figures, name) == .firstSample, "\(name)")
    }
    #expect(try number(figures, "host.cpu.cap") == 2)
    #expect(try number(figures, "host.memory.headroom") == 1536 * 1024)
    #expect(try number(figures, "host.memory.working_set") == 512 * 1024)
    #expect(try number(figures, "host.memory.current") == 1024 * 1024)
    #expect(try number(figures, "host.memory.share") == 0.25)
    #expect(try number(figures, "host.memory.swap.current") == 600 * 1024)
    #expect(try number(figures, "host.cpu.pressure.some.avg10") == 0.125)
    #expect(try number(figures, "host.run_queue") == 3)
    #expect(try number(figures, "host.load1") == 1.84)
  }

  /// The text is longer than a page then.
  @Test(arguments: [1, 256, 300, 4096]) func allCPUsAreCounted(_ cpus: Int) throws {
    var machine = try Machine()
    machine.texts.cpus = cpus
    machine.texts.user += 50
    machine.texts.idle += 50
    let figures = machine.next()
    #expect(try number(figures, "host.cpu.cap") == Double(cpus))
    #expect(try number(figures, "host.cpu.share") == 0.5)
    #expect(try number(figures, "host.run_queue") == 3)
  }

  @Test func sharesOfCPUTimeAreOfAllTicks() throws {
    var machine = try Machine()
    machine.texts.user += 100
    machine.texts.system += 20
    machine.texts.idle += 60
    machine.texts.iowait += 10
    machine.texts.steal += 10
    let figures = machine.next()
    #expect(try number(figures, "host.cpu.share") == 0.6)
    #expect(try number(figures, "host.cpu.cores") == 1.2)
    #expect(try number(figures, "host.cpu.user") == 1)
    #expect(try number(figures, "host.cpu.system") == 0.2)
    #expect(try number(figures, "host.cpu.steal") == 0.05)
    #expect(try number(figures, "host.cpu.idle") == 0.3)
    #expect(try number(figures, "host.cpu.iowait") == 0.05)
  }

  @Test func iowaitMayGoDown() throws {
    var machine = try Machine()
    machine.texts.user += 100
    machine.texts.idle += 5
    machine.texts.iowait -= 10
    let figures = machine.next()
    #expect(try number(figures, "host.cpu.share") == 1)
    #expect(try reason(figures, "host.cpu.iowait") == .wentDown)
  }

  @Test func aCounterThatWentDownGivesNoRate() throws {
    var machine = try Machine()
    machine.texts.user -= 1
    machine.texts.swappedOut -= 1
    machine.texts.cpuStall -= 1
    machine.texts.idle += 100
    let figures = machine.next()
    for name in ["host.cpu.cores", "host.cpu.user", "host.memory.swap.out", "host.cpu.pressure.some"] {
      #expect(try reason(figures, name) == .wentDown, "\(name)")
    }
  }

  @Test func pressureIsAShareOfTheInterval() throws {
    var machine = try Machine()
    machine.texts.cpuStall += 250_000
    machine.texts.oomKills += 3
    let figures = machine.next()
    #expect(abs(try number(figures, "host.cpu.pressure.some") - 0.25) < 1e-9)
    #expect(try number(figures, "host.memory.events.oom_kill") == 5)
    #expect(try number(figures, "host.memory.events.oom_kill.rate") == 3)
    #expect(try reason(figures, "host.irq.pressure.full") == .noFile)
  }

  @Test func aSleepAndAClockThatStandsGiveNoRates() throws {
    var machine = try Machine()
    machine.tree.suspend(nanoseconds: 3_600_000_000_000)
    machine.texts.idle += 100
    #expect(try reason(machine.next(), "host.cpu.pressure.some") == .suspended)
    #expect(try reason(machine.reader.read(), "host.cpu.pressure.some") == .clockJump)
    machine.texts.idle += 100
    #expect(try number(machine.next(), "host.cpu.idle") == 1)
  }

  @Test func samplesWithNoTickBetweenHaveNoShares() throws {
    let machine = try Machine()
    #expect(try reason(machine.next(), "host.cpu.cores") == .nothingToShare)
  }

  @Test func sumsCountTheLowestDevicesOnce() throws {
    func lines(_ sectors: Int, _ busy: Int) -> String {
      [
        "254 0 vda 1 0 \(sectors) 0 0 0 0 0 0 \(busy) 0 0 0 0", "254 1 vda1 1 0 \(sectors) 0 0 0 0 0 0 \(busy) 0 0 0 0",
        "253 0 dm-0 1 0 \(sectors) 0 0 0 0 0 0 \(busy) 0 0 0 0", "7 0 loop0 1 0 \(sectors) 0 0 0 0 0 0 \(busy) 0 0 0 0",
        "253 9 zram0 1 0 \(sectors) 0 0 0 0 0 0 \(busy) 0 0 0 0",
      ].joined(separator: "\n") + "\n"
    }
    var machine = try Machine(lines(100, 10))
    machine.texts.disks = lines(102, 260)
    let figures = machine.next()
    #expect(try number(figures, "host.io.read") == 1024)
    #expect(try number(figures, "host.io.bytes") == 1024)
    #expect(abs(try number(figures, "host.io.busy") - 0.25) < 1e-9)
    #expect(figures.disks.map(\.kind) == [.lowest, .partition, .stacked, .stacked, .memory])
    #expect(figures.disks.allSatisfy { $0.read == 1024 })
  }

  @Test func eachDeviceHasItsQueueAndTimes() throws {
    var machine = try Machine("8 0 sda 10 0 0 100 4 0 0 0 7 0 0\n")
    machine.texts.disks = "8 0 sda 20 0 0 400 4 0 0 0 3 500 1500\n"
    let disk = try #require(machine.next().disks.first)
    #expect(disk.inFlight == 3)
    #expect(disk.queue == 1.5)
    #expect(disk.busy == 0.5)
    #expect(disk.readOperations == 10)
    #expect(abs(disk.readTime - 0.03) < 1e-9)
    #expect(Missing(packed: disk.writeTime).reason == .nothingToShare)
  }

  @Test func aDeviceThatCameIsLeftOutAndOneThatWasResetLeavesNoSum() throws {
    var machine = try Machine("8 0 sda 1 0 100 0 0 0 0 0 0 0 0\n")
    machine.texts.disks = "8 0 sda 1 0 102 0 0 0 0 0 0 0 0\n8 16 sdb 1 0 9000 0 0 0 0 0 0 0 0\n"
    let born = machine.next()
    #expect(try number(born, "host.io.read") == 1024)
    #expect(Missing(packed: born.disks[1].read).reason == .firstSample)
    machine.texts.disks = "8 0 sda 1 0 2 0 0 0 0 0 0 0 0\n8 16 sdb 1 0 9002 0 0 0 0 0 0 0 0\n"
    #expect(try reason(machine.next(), "host.io.read") == .wentDown)
    machine.texts.disks = "8 0 sda 1 0 4 0 0 0 0 0 0 0 0\n8 16 nbd0 1 0 9004 0 0 0 0 0 0 0 0\n"
    let renamed = machine.next()
    #expect(try number(renamed, "host.io.read") == 1024)
    #expect(Missing(packed: renamed.disks[1].read).reason == .firstSample)
  }

  @Test func whatIsNotThereHasItsReasonAndSentence() throws {
    var machine = try Machine()
    machine.tree.plain("/proc/diskstats", nil)
    let reader = HostReader(try machine.tree.hierarchy())
    _ = reader.read()
    machine.texts.user += 1
    machine.tree.advanceClock(nanoseconds: 1_000_000_000)
    let figures = reader.read()
    #expect(try reason(figures, "host.io.read") == .noFile)
    let metric = try #require(HostMetric.all.first { $0.name == "host.io.read" })
    #expect(metric.meaning(of: Missing(.noFile)).contains("/proc/diskstats"))
  }

  @Test func everyMetricIsWholeAndAgreesWithTheCatalogue() {
    #expect(Set(HostMetric.all.map(\.name)).count == HostMetric.all.count)
    for metric in HostMetric.all {
      #expect(metric.help.hasSuffix(".") && !metric.source.isEmpty, "\(metric.name)")
      guard let same = Catalogue.find(String(metric.name.dropFirst(5))) else { continue }
      #expect(same.unit == metric.unit, "\(metric.name)")
      #expect(same.kind == metric.kind, "\(metric.name)")
    }
  }
}
