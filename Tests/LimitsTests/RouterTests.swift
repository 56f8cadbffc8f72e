import ControlGroups
import Testing

@testable import Limits

struct RouterTests {
  /// What a user's manager runs is a unit of it, though the system's manager knows only user@UID.service.
  @Test(arguments: [
    ("app.slice/x.service", "x.service"), ("user.slice/libpod-3f.scope", "libpod-3f.scope"), ("app.slice", "app.slice"),
    ("app.slice/app-web.slice/web@1.service", "web@1.service"), ("init.scope", "init.scope"),
    ("app.slice/x.service/inner", nil), ("user.slice/libpod-3f.scope/container/system.slice/x.service", nil),
    ("own", nil), ("", nil), (nil, nil),
  ])
  func aUsersUnitIsItsManagers(_ below: String?, _ unit: String?) {
    #expect(Router.unit(below: below, of: "user@1000.service") == unit)
    #expect(Router.unit(below: below, of: "docker.service") == nil)
  }

  /// The file is written, and who may undo that is said.
  @Test func theManagerOfAnotherUserMayWriteAgain() throws {
    let route = Route.file(.otherManager(unit: "x.service", manager: "user@1000.service"))
    let group = try #require(GroupPath("/user.slice/user-1000.slice/user@1000.service/app.slice/x.service"))
    let lasting = Router(Router.Options()).lasting(route, owner: .none, group: group, file: "memory.max", text: "max")
    #expect(lasting.words == "until systemd next writes x.service")
    #expect(
      route.word == "file"
        && route.reason == "x.service is of the manager user@1000.service, which is not asked from here")
    #expect(route.warning?.contains("may write its own value again") == true)
    #expect(Route.file(.delegated(unit: "user@1000.service")).warning == nil)
  }
}
