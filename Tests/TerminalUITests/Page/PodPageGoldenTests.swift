import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

/// The page of a container in a pod: what Kubernetes calls it is on it.
struct PodPageGoldenTests {
  @Test(arguments: ScreenGoldenTests.sizes) func aContainerInAPod(_ size: (Int, Int)) throws {
    var host = TargetHost.host()
    let path = "/kubepods.slice/web.scope"
    let place = try #require(host.groups.firstIndex { $0.path == "/system.slice/web.scope" })
    var identity = Identity(kind: .container, engine: .containerd, name: "web")
    identity.image = "nginx:1.27"
    identity.namespace = "prod"
    identity.pod = "shop-x2vqp"
    host.groups[place].identity = identity
    host.groups[place].path = path
    for (metric, setter) in host.groups[place].references where setter == "/system.slice/web.scope" {
      host.groups[place].references[metric] = path
    }
    host.groups.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let identities = host.identities
    var maker = MomentMaker(machine: TargetHost.machine)
    var screen = Screen(ScreenOptions(rights: "root"))
    _ = try screen.take(maker.moment(host.snapshot()) { identities[$0.path] ?? host.unknown })
    let row = try #require(screen.latest?.rows.first { $0.who.target == "k8s:prod/shop-x2vqp/web" })
    screen.list.select(row.who.inode)
    guard case .page(let asked, _, let number)? = screen.press(.enter, now: 0).last else {
      return #expect(Bool(false), "no page is asked for")
    }
    let facts = PageFacts(
      path: asked, files: [.init(name: "memory.max", value: "2147483648", isWritable: true)],
      processes: [.init(id: 4711, command: "node server", user: "root")])
    screen.answer(.page(facts, number: number))
    let text = screen.draw(width: size.0, height: size.1).grid.text
    if size.0 >= 80 { #expect(text.contains("pod shop-x2vqp") && text.contains("namespace prod"), "\(text)") }
    try Golden.expect(text, "page/pod-\(size.0)x\(size.1)")
  }
}
