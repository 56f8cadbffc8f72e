import Testing

@testable import SystemdUnits

@Suite struct GroupOwnerTests {
  @Test(
    arguments: [
      ("/system.slice/a.service", "/system.slice/a.service", ""),
      ("/system.slice/a.service/container", "/system.slice/a.service", "container"),
      ("/a/b/c", "/a", "b/c"), ("/ab", "/a", nil), ("/", "/", ""), ("/foo", "/", "foo"), ("/foo", nil, nil),
    ] as [(String, String?, String?)])
  func theWayDown(path: String, group: String?, below: String?) {
    #expect(GroupOwner.rest(of: path, in: group) == below)
  }
}
