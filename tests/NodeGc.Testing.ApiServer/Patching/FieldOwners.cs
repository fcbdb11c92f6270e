using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>All of <c>metadata.managedFields</c>, as a value.</summary>
internal sealed record FieldOwners(ImmutableArray<FieldOwner> All)
{
    public static FieldOwners From(JsonObject body) =>
        new([.. body.Each("metadata", "managedFields").Select(FieldOwner.Parse).Where(owner => !owner.Fields.IsEmpty)]);

    public FieldSet FieldsOf(FieldOwner owner) => All.FirstOrDefault(owner.IsSameOwner)?.Fields ?? FieldSet.Empty;

    public FieldSet FieldsOfOthers(FieldOwner owner) =>
        Others(owner).Aggregate(FieldSet.Empty, (all, other) => all.Union(other.Fields));

    public IEnumerable<FieldOwner> Others(FieldOwner owner) => All.Where(other => !other.IsSameOwner(owner));

    /// <summary>The same owners without fields that were taken from them or that are no longer there.</summary>
    public FieldOwners Without(FieldOwner except, FieldSet taken) =>
        new([
            .. All.Select(owner =>
                owner.IsSameOwner(except) ? owner : owner with { Fields = owner.Fields.Except(taken) }
            ),
        ]);

    public FieldOwners Within(FieldSet existing) =>
        new([
            .. All.Select(owner => owner with { Fields = owner.Fields.Intersect(existing) })
                .Where(owner => !owner.Fields.IsEmpty),
        ]);

    /// <summary>Sets what an owner has; the time stays when that is what it had.</summary>
    public FieldOwners With(FieldOwner owner) =>
        All.FirstOrDefault(owner.IsSameOwner) is { } known
            ? new FieldOwners(known.Fields.IsSame(owner.Fields) ? All : All.Replace(known, owner))
            : new FieldOwners(All.Add(owner));

    public void WriteTo(JsonObject body)
    {
        if (All.IsEmpty)
            body.Metadata.Remove("managedFields");
        else
            body.Metadata["managedFields"] = new JsonArray([.. All.Select(owner => owner.ToJson())]);
    }
}
