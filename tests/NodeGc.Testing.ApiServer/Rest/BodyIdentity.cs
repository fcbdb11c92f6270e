using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>Holds a body against the address it was sent to: kind, version, namespace and name must agree.</summary>
internal static partial class BodyIdentity
{
    public static void Check(ApiRequest request, JsonObject body)
    {
        CheckKind(request.Type, body);
        CheckNamespace(request, body);
        var name = request.Path.Name;
        if (name.Length > 0 && body.Name.Length == 0)
            throw ApiErrors.BadRequest(
                $"the name of the object ({name} based on URL) was undeterminable: name must be provided"
            );
        if (name.Length > 0 && body.Name != name)
            throw ApiErrors.BadRequest(
                $"the name of the object ({body.Name}) does not match the name on the URL ({name})"
            );
    }

    /// <summary>Gives a new object its name where only the beginning of one was asked for, and checks it.</summary>
    public static void CheckNewName(ResourceType type, JsonObject body)
    {
        var prefix = body.Text("metadata", "generateName") ?? "";
        if (body.Name.Length == 0 && prefix.Length > 0)
            body.Metadata["name"] = prefix + RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);
        if (body.Name.Length == 0)
            throw ApiErrors.Invalid(
                type,
                "",
                [FieldError.Required("metadata.name", "name or generateName is required")]
            );
        if (
            IsPathSegment(type)
                ? body.Name.Contains('/', StringComparison.Ordinal)
                : !Subdomain().IsMatch(body.Name) || body.Name.Length > 253
        )
            throw ApiErrors.Invalid(type, body.Name, [FieldError.Invalid("metadata.name", body.Name, SubdomainRule)]);
    }

    private static bool IsPathSegment(ResourceType type) => type.Group == "rbac.authorization.k8s.io";

    private static void CheckKind(ResourceType type, JsonObject body)
    {
        var (kind, version) = (body.Text("kind") ?? "", body.Text("apiVersion") ?? "");
        if (kind.Length == 0 && !type.IsCustom)
            (kind, version) = (type.Kind, type.ApiVersion);
        if (kind.Length == 0)
            throw ApiErrors.BadRequest("Object 'Kind' is missing in the body");
        if (version != type.ApiVersion)
            throw ApiErrors.BadRequest(
                $"the API version in the data ({version}) does not match the expected API version ({type.ApiVersion})"
            );
        if (kind != type.Kind)
            throw ApiErrors.BadRequest(
                $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: the kind in the data "
                    + $"is {kind}"
            );
        body["kind"] = kind;
        body["apiVersion"] = version;
    }

    private static void CheckNamespace(ApiRequest request, JsonObject body)
    {
        if (!request.Type.Namespaced)
        {
            body.Metadata.Remove("namespace");
            return;
        }
        if (body.Namespace.Length == 0)
            body.Metadata["namespace"] = request.Path.Namespace;
        if (body.Namespace != request.Path.Namespace)
            throw ApiErrors.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            );
    }

    private const string SubdomainRule =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
        + "start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();
}
