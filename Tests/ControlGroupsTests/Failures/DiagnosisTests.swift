import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct DiagnosisTests {
  let tree = FakeTree()

  private func absence(_ path: String, _ read: (ControlGroup) throws(ControlGroupError) -> Void) throws -> Absence? {
    let group = try tree.hierarchy().group(path)
    do throws(ControlGroupError) {
      try read(group)
      return nil
    } catch { return error.absence }
  }

  init() {
    tree.group("/", ["cgroup.controllers": "cpu memory pids\n"])
    tree.group("/a", ["cgroup.controllers": "cpu memory\n", "cgroup.pressure": "1\n"])
    tree.group("/a/b", ["cgroup.controllers": "cpu\n", "cgroup.pressure": "0\n"])
    tree.group("/a/b/c", ["cgroup.controllers": "cpu\n", "cgroup.type": "domain\n"])
  }

  @Test func namesTheAncestorThatDoesNotEnableTheController() throws {
    let inA = Absence.controllerDisabled(.memory, in: try #require(GroupPath("/a")))
    #expect(try absence("/a/b/c") { group throws(ControlGroupError) in _ = try group.memory.max.read() } == inA)
    #expect(inA.meaning == "the memory controller is not enabled in /a (its cgroup.subtree_control lacks it)")
    #expect(inA.remedy { _ in "/sys/fs/cgroup/a" }?.hasPrefix("echo +memory | sudo tee /sys/fs/cgroup/a/") == true)
  }

  @Test func tellsWhyTheMachineHasNoController() throws {
    func io() throws -> Absence? {
      try absence("/a") { group throws(ControlGroupError) in _ = try group.io.max.read() }
    }
    #expect(try io() == .controllerUnavailable(.io, .notBuilt))
    tree.plain("/proc/cgroups", "#subsys_name\thierarchy\tnum_cgroups\tenabled\nblkio\t0\t1\t0\n")
    #expect(try io() == .controllerUnavailable(.io, .disabledAtBoot))
    tree.plain("/proc/cgroups", "blkio\t7\t1\t1\n")
    #expect(try io() == .controllerUnavailable(.io, .ownedByV1))
    tree.plain("/proc/cgroups", nil)
    tree.plain("/proc/cmdline", "quiet cgroup_disable=memory,io\n")
    #expect(try io() == .controllerUnavailable(.io, .disabledAtBoot))
    tree.plain("/proc/cmdline", "quiet\n")
    tree.setMachineRoot(false)
    #expect(try io() == .controllerUnavailable(.io, .notHandedDown))
  }

  @Test func knowsTheRootAndTheKernel() throws {
    #expect(try absence("/") { group throws(ControlGroupError) in _ = try group.memory.max.read() } == .rootHasNone)
    #expect(
      try absence("/a") { group throws(ControlGroupError) in _ = try group.io.costQOS.read() } == .onlyOnRoot)
    let lacks = try absence("/a") { group throws(ControlGroupError) in _ = try group.cpu.uclampMax.read() }
    #expect(lacks?.code == "kernelLacks")
    #expect(lacks?.meaning.contains("CONFIG_UCLAMP_TASK_GROUP") == true)
  }

  /// The kernel shows a threaded group only the controllers that work on threads, whatever its domain hands down; to
  /// enable another one there is refused.
  @Test func aThreadedGroupIsNotToldToEnableWhatItCannotHave() throws {
    tree.group("/q", ["cgroup.controllers": "cpu memory\n", "cgroup.type": "domain threaded\n"])
    tree.group("/q/vcpu0", ["cgroup.controllers": "cpu\n", "cgroup.type": "threaded\n"])
    func memory() throws -> Absence? {
      try absence("/q/vcpu0") { group throws(ControlGroupError) in _ = try group.memory.max.read() }
    }
    #expect(try memory() == .threaded)
    let pids = try absence("/q/vcpu0") { group throws(ControlGroupError) in _ = try group.pids.max.read() }
    #expect(pids == .controllerDisabled(.pids, in: .root))
    // What nobody can have is the better reason.
    for path in ["/", "/a", "/q"] { tree.set(path, "cgroup.controllers", "cpu pids\n") }
    #expect(try memory() == .controllerUnavailable(.memory, .notBuilt))
  }

  /// psi=0 takes cgroup.pressure away too: the kernel has it, and it is off.
  @Test func theSwitchOfPressureGoesWithPressure() throws {
    tree.plain("/proc/pressure/cpu", nil)
    tree.plain("/proc/cmdline", "psi=0\n")
    tree.drop("/a", "cgroup.pressure")
    let why = try absence("/a") { group throws(ControlGroupError) in _ = try group.core.pressure.read() }
    #expect(why == .pressureDisabled(.disabledAtBoot))
    tree.plain("/proc/pressure/cpu", "")
    let old = try absence("/a") { group throws(ControlGroupError) in _ = try group.core.pressure.read() }
    #expect(old?.code == "kernelLacks")
  }

  @Test func tellsTheSwitchesOfPressureApart() throws {
    func cpu(_ path: String) throws -> Absence? {
      try absence(path) { group throws(ControlGroupError) in _ = try group.pressure.cpu.read() }
    }
    #expect(try cpu("/a/b") == .pressureDisabled(.switchedOff))
    tree.plain("/proc/cmdline", "cgroup_disable=pressure\n")
    #expect(try cpu("/a") == .pressureDisabled(.disabledForGroups))
    tree.plain("/proc/pressure/cpu", nil)
    tree.plain("/proc/cmdline", "quiet psi=0\n")
    #expect(try cpu("/a") == .pressureDisabled(.disabledAtBoot))
    tree.plain("/proc/cmdline", "quiet\n")
    #expect(try cpu("/a") == .pressureDisabled(.offByDefault))
  }

  /// Kernels before 5.6 or so have the files of pressure with it off, the machine's too, and refuse to read them.
  @Test func aPressureFileThatRefusesIsOff() throws {
    tree.set("/a", "cpu.pressure", "")
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/a")
    for (options, why) in [("psi=0\n", Absence.NoPressure.disabledAtBoot), ("quiet\n", .offByDefault)] {
      tree.plain("/proc/cmdline", options)
      calls.fail(.read, at: 1, with: .notSupported)
      do throws(ControlGroupError) {
        _ = try group.pressure.cpu.read()
        Issue.record("read what is off")
      } catch { #expect(error.absence == .pressureDisabled(why)) }
    }
  }

  /// Since 6.14 or so irq.pressure refuses alone, where interrupts are not timed.
  @Test func irqPressureThatRefusesIsNotPressureThatIsOff() throws {
    tree.set("/a", "irq.pressure", "")
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/a")
    calls.fail(.read, at: 1, with: .notSupported)
    do throws(ControlGroupError) {
      _ = try group.pressure.irq.read()
      Issue.record("read what is off")
    } catch { #expect(error.absence?.code == "kernelLacks") }
  }

  @Test func swapThatIsNotCountedIsSaid() throws {
    func swap(_ file: BoundFile<Limit<ByteCount>, ReadWrite>) throws -> Absence? {
      do throws(ControlGroupError) { _ = try file.read() } catch { return error.absence }
      return nil
    }
    let group = try tree.hierarchy().group("/a")
    #expect(try swap(group.memory.swapMax)?.code == "kernelLacks")
    tree.plain("/proc/swaps", "Filename\n")
    #expect(try swap(group.memory.swapMax) == .swapNotCounted)
    #expect(Absence.swapNotCounted.remedy(directory: { _ in "" })?.hasPrefix("boot with swapaccount=1") == true)
    // One that came later than the others is no such case.
    tree.set("/a", "memory.swap.current", "0\n")
    #expect(try swap(group.memory.swapHigh)?.code == "kernelLacks")
  }

  /// cpu.stat, memory.stat and io.stat came to the root in 5.8; a kernel whose groups have them does not lack them.
  @Test func theRootOfAnOlderKernelHasNoFigures() throws {
    func stat() throws -> Absence? {
      try absence("/") { group throws(ControlGroupError) in _ = try group.cpu.stat.read() }
    }
    #expect(try stat()?.code == "kernelLacks")
    tree.set("/a", "cpu.stat", "usage_usec 1\n")
    #expect(try stat() == .rootHasNone)
  }

  @Test func vanishingBetweenOpenAndReadIsNoAbsence() throws {
    tree.group("/gone", ["memory.current": "1\n"])
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/gone")
    calls.before(.read, at: 1) { [tree] in tree.remove("/gone") }
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.current.read() }
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.current.read() }
  }

  @Test(
    arguments: [
      (.accessDenied, "permission"), (.notPermitted, "permission"), (.inputOutput, nil), (.noMemory, nil),
    ] as [(ErrorNumber, String?)])
  func otherErrnosKeepTheirName(_ error: ErrorNumber, _ code: String?) throws {
    tree.group("/x", ["memory.current": "1\n"])
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/x")
    calls.fail(.openFile, at: 1, with: error)
    do throws(ControlGroupError) {
      _ = try group.memory.current.read()
      Issue.record("read through \(error)")
    } catch {
      #expect(error.absence?.code == code)
      #expect(error.message.contains("memory.current of /x"))
    }
  }

  @Test func aBrokenFileIsSaidWithItsPlace() throws {
    tree.group("/x", ["memory.max": "12 apples\n"])
    let group = try tree.hierarchy().group("/x")
    do throws(ControlGroupError) {
      _ = try group.memory.max.read()
      Issue.record("parsed apples")
    } catch { #expect(error.message == "memory.max of /x: at byte 2 expected the end of the line") }
  }
}
