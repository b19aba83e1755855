/// The pages about a provider's settings, and about texts with `${…}`.
enum SettingsPage {
  static let settings = """
    `settings:` of a provider's file says what the host does beside mapping:

    | key | meaning |
    | --- | --- |
    | `userName: { onChange: keep }` | what a later change of a user name does: `keep`, `refuse` or `follow` |
    | `provision: all` | whom the IdP is set up to send, `all` or `assigned`; for people |
    | `requestsPerSecond`, `requestBurst` | how many requests of this provider are answered, where not the host's `limits:` |
    | `record: false` | true keeps all that the IdP sends, redacted, for `dragoman recorder export`; refusals are always kept |
    | `autoInvite` | `false`, or how new users are invited |
    | `managedAppleID` | whether and how Managed Apple IDs are made; off unless it says `enabled: true` |

    ## Invitations

    ```yaml
    provider: acme-entra
    adapter: EntraID
    mapping: { extends: EntraID }
    settings:
      autoInvite:
        sendmail: /usr/sbin/sendmail
        from: Example IT <it@example.org>
        subject: Your account at Example
        text: |
          Dear ${givenName:-colleague},
          your account is ${userName}. Questions? Ask ${manager.displayName:-the help desk}.
    ```

    | key | meaning |
    | --- | --- |
    | `sendmail` | the absolute path of a program that takes a mail as sendmail does; it is run as `-i -t`, without a shell |
    | `url`, `secretFile` | instead: an HTTP endpoint, and the file (mode 0600) of the secret that signs what is posted |
    | `from` | whom a mail comes from |
    | `to` | the address, a text; `${email}` unless it says otherwise |
    | `subject`, `text` | texts with `${…}`, see `dragoman docs Texts` |
    | `after` | how long after somebody's creation it goes out: `10m` |
    | `perHour` | how many go out in an hour at most: `100` |
    | `enabled` | `false` turns it off without losing the rest |

    Whom an IdP brings into the directory for the first time is invited once: after ten minutes, and only if still active
    then, since IdPs create and delete users to test the connection. Nobody is invited who was in the
    directory before, who comes by a change of the mapping, or who was deleted after an invitation and comes back. Who is
    on hold waits. A refused delivery is tried nine times more within three days; what can't be delivered waits under
    `dragoman attention`. What is on its way is on disk before it leaves, so that a mail is never sent twice: if the
    host is killed at that moment, or the program had to be ended, nobody knows whether it went out, and the invitation is
    `unsure` until an administrator decides.

    `dragoman invite list` shows where each invitation is, `dragoman invite resend USER` sends one again or a first one,
    `dragoman invite cancel USER` cancels one that waits. Each end is an audit entry of the user's provider.

    An endpoint gets a POST of JSON (`type` `user.invited`, `timestamp`, and `data` with `id`, `provider`, `user`, `to`,
    `subject`, `text`) as Standard Webhooks 1.0 has it: `webhook-id` is the same at each attempt, `webhook-timestamp` is
    the attempt's, `webhook-signature` is `v1,` and the HMAC-SHA-256 of `id.timestamp.body` in Base64 under the secret,
    which is `whsec_` and Base64 of 24 to 64 bytes. Any 2xx takes it, 410 ends it, everything else is tried again, not
    before `Retry-After`; redirects aren't followed. Plain HTTP is for this machine alone.

    ## Managed Apple IDs

    ```yaml
    provider: acme-entra
    adapter: EntraID
    mapping: { extends: EntraID }
    settings:
      managedAppleID: { enabled: true, from: email, includeAppleIDSubdomain: true }
    ```

    `from` is an expression that gives an e-mail address: a directory attribute by its name alone, `email`, or any
    expression of a mapping, `lower(userName)`, `${email}`. With `includeAppleIDSubdomain: true`, the default,
    `ada@example.com` makes `ada@appleid.example.com`; with `false` it is the address itself. It follows the address, and
    stays when the address goes.

    Managed Apple IDs are unique in the directory, whatever their case. Nobody's is ever taken away: who comes second has
    none, or keeps the one there was, waits under `dragoman attention`, and has it once it is free.

    ## Attributes of type IDP

    What a provider declares under `custom:` may be named as `${name}` in its rules, and in texts everywhere. `type:` in the
    long form says what it holds (`text`, `number`, `bool`, `date`, or a `list of` them) and makes values fit; without it,
    the expression says so. Two providers that declare one name mean one thing: the same spelling and type.

    `dragoman attributes list` shows who declares what, and how many users have it; `dragoman attributes where-used NAME`
    each place. An attribute that is named somewhere can't be removed: `dragoman check` shows the places, and a
    configuration with an unknown name never comes into force. Where a provider's text names an attribute that only
    another provider declares, `dragoman check` warns with the number of users for whom it is empty.
    `dragoman mapping unused PROVIDER` lists what comes in and no rule reads.

    """

  static let texts = """
    | written | gives |
    | --- | --- |
    | `${displayName}` | an attribute of the user, by its name in the directory, in any case |
    | `${badgeNumber}` | an attribute of type IDP that some provider declares |
    | `${manager.displayName}` | an attribute of the user's manager; up to three managers up |
    | `${groups}` | the display names of the user's groups |
    | `${givenName:-friend}` | what follows `:-` where the attribute is empty; it may hold `${…}` itself |
    | `\\$` `\\}` `\\\\` | the character itself |

    Lists are shown with commas. A name that nobody declares is an error at its place, with the nearest known one. A text
    has at most 64 KiB and 256 names, and makes at most 1 MiB.

    `dragoman expand 'Dear ${givenName:-colleague}' --user ada@example.org` shows a text as it reads for one user; the
    admin API takes the same as `POST /admin/v1/expand` with `text` and `user`.

    """
}
