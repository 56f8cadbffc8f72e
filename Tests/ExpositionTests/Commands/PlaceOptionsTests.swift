import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

@testable import ExporterCommands
@testable import Exposition

/// Where the files of a host are, and what is said where they are not.
struct PlaceOptionsTests {
  private func hierarchy(_ arguments: String...) throws -> Hierarchy {
    let tree = Machine().tree
    tree.plain("/p/stat", "cpu  1 2 3 4\n")
    return try ExporterCommand.place(of: ["--once"] + arguments).hierarchy(tree)
  }

  @Test func eachPlaceIsUsedAloneAndOverARoot() throws {
    let proc = try hierarchy("--path.procfs", "/p")
    #expect(proc.procPath == "/p" && proc.mountPoint == "/sys/fs/cgroup" && proc.systemRoot == nil)
    let cgroup = try hierarchy("--path.cgroup", "/c/")
    #expect(cgroup.procPath == "/proc" && cgroup.mountPoint == "/c" && cgroup.systemRoot == nil)
    let both = try hierarchy("--path.procfs", "/p", "--path.cgroup", "/c")
    #expect(both.procPath == "/p" && both.mountPoint == "/c" && both.systemRoot == nil)
    let root = try hierarchy("--path.rootfs", "/host")
    #expect(root.procPath == "/host/proc" && root.mountPoint == "/host/sys/fs/cgroup" && root.systemRoot == "/host")
    let rootsProc = try hierarchy("--path.rootfs", "/host", "--path.procfs", "/p")
    #expect(rootsProc.procPath == "/p" && rootsProc.mountPoint == "/host/sys/fs/cgroup")
    let rootsGroups = try hierarchy("--path.rootfs", "/host", "--path.cgroup", "/c")
    #expect(rootsGroups.procPath == "/host/proc" && rootsGroups.mountPoint == "/c")
    let all = try hierarchy("--path.rootfs", "/host", "--path.procfs", "/p", "--path.cgroup", "/c")
    #expect(all.procPath == "/p" && all.mountPoint == "/c" && all.systemRoot == "/host")
  }

  @Test func ofVersionOneAloneThereIsOneSeries() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", "31 23 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n")
    let place = try ExporterCommand.place(of: ["--once"])
    #expect(try place.page(Page.Options(), tree) == nil)
    let page = ReadPage(try ExporterCommand.page(of: ["--once"], tree))
    #expect(page.faults.isEmpty)
    #expect(page.samples == [ReadPage.Sample(name: "weir_hierarchy_info", labels: #"{version="1"}"#, value: "1")])
    // Where there is none at all, that is a failure.
    tree.plain("/proc/self/mountinfo", "31 23 0:27 / /tmp rw - tmpfs tmpfs rw\n")
    let failure = #expect(throws: Failure.self) { try place.page(Page.Options(), tree) }
    #expect(failure?.line == "no cgroup2 file system is mounted; mount it: mount -t cgroup2 none /sys/fs/cgroup")
  }

  private func line(_ arguments: String...) throws -> String {
    let place = try ExporterCommand.place(of: ["--once"] + arguments)
    let failure = #expect(throws: Failure.self) { try place.page(Page.Options()) }
    let line = failure?.line ?? ""
    #expect(!line.contains("\n"))
    return line
  }

  @Test func aPlaceThatIsNoneIsNamedByItsOption() throws {
    let place = URL.temporaryDirectory.appending(path: "weir-place-\(UUID().uuidString)", directoryHint: .isDirectory)
    for name in ["proc", "sys/fs/cgroup"] {
      try FileManager.default.createDirectory(at: place.appending(path: name), withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: place) }
    let host = place.path.hasSuffix("/") ? String(place.path.dropLast()) : place.path
    let none = try line("--path.rootfs", host)
    // Nothing that is mounted here would be there.
    #expect(none.hasPrefix("--path.rootfs \(host): no cgroup2 file system is at \(host)/sys/fs/cgroup; "))
    #expect(!none.contains("mount -t") && none.contains("--path.cgroup"))
    let nowhere = try line("--path.rootfs", "/nonexist/")
    #expect(nowhere.hasPrefix("--path.rootfs /nonexist: /nonexist/proc: ") && nowhere.contains("; give the directory"))
    #expect(try line("--path.procfs", "/nonexist/p").hasPrefix("--path.procfs /nonexist/p: no such file"))
    #expect(try line("--path.rootfs", host, "--path.cgroup", "/nonexist/c").hasPrefix("--path.cgroup /nonexist/c: "))
    let other = try line("--path.rootfs", host, "--path.cgroup", host + "/proc")
    #expect(other.hasPrefix("--path.cgroup: \(host)/proc is no cgroup2 file system"))
    #expect(other.hasSuffix("the directory that holds cgroup.controllers"))
    #expect(try line("--root", "/nonexist").hasPrefix("--root /nonexist: no such file"))
    let noTree = try line("--root", host + "/proc")
    #expect(noTree.hasPrefix("--root: \(host)/proc is no copy of a cgroup tree: it holds neither "))
    #expect(noTree.hasSuffix("; give a cgroup tree, or a system's root that holds one"))
  }
}
