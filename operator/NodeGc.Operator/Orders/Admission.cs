using System.Collections.Immutable;

namespace NodeGc.Operator.Orders;

/// <summary>Which nodes may take the next step of a run now. What a node has begun needs no admission.</summary>
/// <param name="Starting">Those that may start, or start again; in mode Approve, be approved. Null admits all.</param>
/// <param name="Planning">Mode Approve: those that may make a plan. Null admits all.</param>
internal sealed record Admission(ImmutableHashSet<string>? Starting, ImmutableHashSet<string>? Planning)
{
    public static Admission All { get; } = new(Starting: null, Planning: null);

    public static Admission None { get; } = new(ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty);

    public bool AdmitsStart(string node) => Starting is null || Starting.Contains(node);

    public bool AdmitsPlan(string node) => Planning is null || Planning.Contains(node);
}
