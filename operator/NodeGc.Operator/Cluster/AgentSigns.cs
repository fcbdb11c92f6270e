using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Cluster;

/// <summary>When the agents last renewed their leases, by the operator's own clock: like a candidate for leadership, it
/// does not compare the times of other machines with its own, but notices that a lease changes.</summary>
/// <remarks>A lease that was renewed before the operator saw it first is the exception: then, only the time in it is
/// known. If it is recent, the agent is alive. Otherwise the agent is dead, or its clock is wrong; the next renewal
/// tells.</remarks>
internal sealed class AgentSigns(TimeSpan bound, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, AgentSign> byLease = new(StringComparer.Ordinal);
    private readonly HashSet<string> deleted = new(StringComparer.Ordinal);

    /// <summary>The last sign of the agent of <paramref name="node"/>; null if there has been none. A lease that is
    /// deleted does not make an agent silent before its time.</summary>
    public AgentSign? Find(string node)
    {
        lock (gate)
            return byLease.GetValueOrDefault(AgentLease.NameFor(node));
    }

    /// <summary>Must be called for every change of a lease.</summary>
    /// <returns>Whether an agent that was silent shows a sign of life.</returns>
    public bool Update(ObjectChange<Lease> change)
    {
        var name = change.Latest.Metadata.Name!;
        lock (gate)
        {
            if (change.After is null)
                return Forget(name);
            deleted.Remove(name);
            return change.After.Spec?.RenewTime is { } renewed && Update(name, renewed, change.Before is null);
        }
    }

    private bool Update(string name, DateTimeOffset renewed, bool isNew)
    {
        var (now, known) = (time.GetUtcNow(), byLease.GetValueOrDefault(name));
        if (known?.RenewTime == renewed)
            return false;
        byLease[name] = new AgentSign(renewed, isNew && known is null ? FirstSeen(renewed, now) : now);
        return byLease[name].SeenAt is not null && !(known?.SeenAt >= now - bound);
    }

    private DateTimeOffset? FirstSeen(DateTimeOffset renewed, DateTimeOffset now) =>
        renewed < now - bound || renewed > now + bound ? null
        : renewed < now ? renewed
        : now;

    private bool Forget(string name)
    {
        var silent = time.GetUtcNow() - bound;
        deleted.Add(name);
        foreach (var gone in deleted.Where(gone => !(byLease.GetValueOrDefault(gone)?.SeenAt >= silent)).ToList())
        {
            byLease.Remove(gone);
            deleted.Remove(gone);
        }
        return false;
    }
}
