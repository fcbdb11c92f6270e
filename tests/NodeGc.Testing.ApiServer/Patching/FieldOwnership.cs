using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Keeps <c>metadata.managedFields</c>: which field belongs to whom.</summary>
internal static class FieldOwnership
{
    /// <summary>Everything in a new object belongs to its creator.</summary>
    public static void AfterCreate(ApiRequest request, WriteOptions options, JsonObject body, TimeProvider clock)
    {
        var owner = Owner(request, options, "Update", clock) with { Fields = FieldSets.Of(body, request.Type.Shape) };
        new FieldOwners([]).With(owner).WriteTo(body);
    }

    /// <summary>What a write changed belongs to the writer and to nobody else; what it left alone keeps its
    /// owners.</summary>
    public static void AfterUpdate(
        ApiRequest request,
        WriteOptions options,
        JsonObject before,
        JsonObject after,
        TimeProvider clock
    )
    {
        var shape = request.Type.Shape;
        var changed = FieldSets.Changed(before, after, shape);
        var owner = Owner(request, options, "Update", clock);
        var owners = FieldOwners.From(after);
        owners
            .Without(owner, changed)
            .With(owner with { Fields = owners.FieldsOf(owner).Union(changed) })
            .Within(FieldSets.Of(after, shape))
            .WriteTo(after);
    }

    /// <summary>Apply has settled the owners already; only what defaults and pruning changed is left to do.</summary>
    public static void AfterApply(
        ApiRequest request,
        WriteOptions options,
        JsonObject before,
        JsonObject after,
        TimeProvider clock
    ) => FieldOwners.From(after).Within(FieldSets.Of(after, request.Type.Shape)).WriteTo(after);

    public static FieldOwner Owner(ApiRequest request, WriteOptions options, string operation, TimeProvider clock) =>
        new(
            options.FieldManager,
            operation,
            request.Path.Subresource,
            request.Type.ApiVersion,
            clock.Stamp(),
            FieldSet.Empty
        );
}
