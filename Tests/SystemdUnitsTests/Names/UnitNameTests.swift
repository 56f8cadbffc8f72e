import Testing

@testable import SystemdUnits

@Suite struct UnitNameTests {
  @Test(arguments: [
    ("foo.service", "service"), ("a-b.slice", "slice"), ("-.slice", "slice"), ("docker-0af.scope", "scope"),
    ("user@1000.service", "service"), ("dev-disk-by\\x2dlabel-x.mount", "mount"), ("a.b.c.timer", "timer"),
    ("a-b-c-d-e.slice", "slice"), ("foo@@bar.service", "service"), ("-foo-.service", "service"),
  ])
  func typeIsTheSuffix(name: String, type: String) { #expect(UnitName.type(of: name) == type) }

  @Test(arguments: [
    "", "foo", ".service", "foo.", "foo.conf", "a/b.service", "a b.service", "ü.service", "@x.service", "a\n.scope",
    "../x.service", "getty@.service", "--.slice", "-foo.slice", "foo-.slice", "-foo-.slice", "foo--bar.slice",
    "foobar@.slice", "foobar@waldo.slice", "foo@@bar.slice", "foo@-.slice",
    String(repeating: "a", count: 248) + ".service",
  ])
  func otherNamesHaveNoType(name: String) { #expect(UnitName.type(of: name) == nil) }

  @Test func longestNameIsValid() {
    #expect(UnitName.type(of: String(repeating: "a", count: 247) + ".service") == "service")
  }

  @Test(arguments: [
    ("avahi-daemon.service", "avahi_2ddaemon_2eservice"), ("-.slice", "_2d_2eslice"),
    ("1.scope", "_31_2escope"), ("a_b.service", "a_5fb_2eservice"), ("x\\x2d.mount", "x_5cx2d_2emount"),
  ])
  func objectPaths(name: String, path: String) {
    #expect(UnitName.objectPath(of: name) == "/org/freedesktop/systemd1/unit/" + path)
    #expect(UnitName.name(ofObjectPath: UnitName.objectPath(of: name)) == name)
  }

  @Test(arguments: ["/", "/org/freedesktop/systemd1/unit/a_2", "/org/freedesktop/systemd1/unit/a_zz"])
  func otherObjectPathsAreNoUnits(path: String) { #expect(UnitName.name(ofObjectPath: path) == nil) }
}
