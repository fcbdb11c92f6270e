namespace NodeGc.Testing.ApiServer.Http;

/// <summary>
/// A path below <c>/api/v1</c> or <c>/apis/GROUP/VERSION</c>, taken apart:
/// <c>[namespaces/NS/]RESOURCE[/NAME[/SUBRESOURCE]]</c>.
/// </summary>
internal sealed record RequestPath(
    string Group,
    string Version,
    string Namespace,
    string Resource,
    string Name,
    string Subresource
)
{
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] => Within("", version, rest),
            ["apis", var group, var version, .. var rest] => Within(group, version, rest),
            _ => null,
        };
    }

    private static RequestPath? Within(string group, string version, string[] rest) =>
        rest switch
        {
            // A namespace is itself an object; only with a resource behind it is it the scope of one.
            ["namespaces", var name, "status" or "finalize"] => new(group, version, "", "namespaces", name, rest[2]),
            ["namespaces", var ns, var resource, .. var tail] => Object(group, version, ns, resource, tail),
            [var resource, .. var tail] => Object(group, version, "", resource, tail),
            _ => null,
        };

    private static RequestPath? Object(string group, string version, string ns, string resource, string[] tail) =>
        tail switch
        {
            [] => new(group, version, ns, resource, "", ""),
            [var name] => new(group, version, ns, resource, name, ""),
            [var name, var subresource] => new(group, version, ns, resource, name, subresource),
            _ => null,
        };
}
