import Directory
import JSON
import Text

/// A directory user of the tests.
enum DirectoryUserFixture {
  static func user(_ attributes: JSONObject, at time: Timestamp) -> DirectoryUser {
    DirectoryUser(id: "u1", state: .active, attributes: attributes, created: time, updated: time)
  }
}
