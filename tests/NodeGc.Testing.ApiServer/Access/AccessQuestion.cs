using NodeGc.Testing.ApiServer.Http;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>May this be done? <paramref name="Resource"/> carries its subresource: <c>nodes/status</c>.</summary>
internal sealed record AccessQuestion(string Verb, string Group, string Resource, string Namespace, string Name)
{
    public static AccessQuestion From(string verb, RequestPath path)
    {
        var resource = path.Subresource.Length == 0 ? path.Resource : $"{path.Resource}/{path.Subresource}";
        // A Namespace is asked for as if it were in itself, so that an administrator of one namespace may read it.
        var scope = path is { Group: "", Resource: "namespaces" } ? path.Name : path.Namespace;
        return new AccessQuestion(verb, path.Group, resource, scope, path.Name);
    }

    /// <summary>The end of the real server's refusal: <c>cannot list resource "pods" in API group "" at the cluster
    /// scope</c>.</summary>
    public override string ToString()
    {
        var scope = Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{Namespace}\"";
        return $"cannot {Verb} resource \"{Resource}\" in API group \"{Group}\" {scope}";
    }
}
