internal import Diagnostics
internal import Host
internal import JSON

extension Verbs {
  static let docs = Verb(
    name: "docs", summary: "Prints a page of the manual, such as AttributeMappings; lists the pages without one",
    positional: [Positional(name: "PAGE", isOptional: true)],
    notes: "The pages are made from the code of this very host, in Markdown."
  ) { arguments, terminal in
    guard let wanted = arguments.optionalWord(0) else { return list(arguments, terminal) }
    guard let page = ManualPage.all.first(where: { $0.name.lowercased() == wanted.lowercased() }) else {
      let names = ManualPage.all.map(\.name)
      throw UsageError(
        message: "there is no page '\(wanted)'",
        fix: suggestion(for: wanted, among: names).map { "did you mean '\($0)'?" }
          ?? "one of " + names.joined(separator: ", "))
    }
    terminal.out(arguments.json ? json(page, ["text": .string(page.text)]) : String(page.text.dropLast()))
    return 0
  }

  private static func list(_ arguments: Arguments, _ terminal: Terminal) -> Int32 {
    let pages = ManualPage.all
    if arguments.json {
      pages.forEach { terminal.out(json($0)) }
    } else {
      let width = pages.map(\.name.count).max() ?? 0
      pages.forEach { terminal.out($0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.summary) }
    }
    return 0
  }

  private static func json(_ page: ManualPage, _ more: JSONObject = [:]) -> String {
    var object: JSONObject = ["name": .string(page.name), "summary": .string(page.summary)]
    for (key, value) in more { object[key] = value }
    return JSON.object(object).description
  }
}
