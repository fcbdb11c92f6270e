using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Api.Nodes;

/// <summary>The lease by which the agent of a node shows that it is alive. The operator creates it, in the namespace of
/// the agents, and the agent only renews it.</summary>
public static class AgentLease
{
    /// <summary>The label of these leases, as a selector.</summary>
    public const string Selector = $"{LabelName}={LabelValue}";

    /// <summary>An agent tries to renew its lease this often. With the status of an idle node, that is less than two
    /// writes per minute.</summary>
    public static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(40);

    private const string Prefix = "nodegc-agent-";
    private const string LabelName = "nodegc.io/lease";
    private const string LabelValue = "agent";

    /// <summary>Maximum length of the name of a lease, as of most objects.</summary>
    private const int MaxNameLength = 253;

    private const int HashLength = 16;

    /// <summary>Name of the lease of <paramref name="node"/>. Node names can be as long as names of leases, so the end
    /// of a long one is replaced by a hash.</summary>
    public static string NameFor(string node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var name = Prefix + node;
        if (name.Length <= MaxNameLength)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node)))[..HashLength];
        // A name must not contain a dot or hyphen beside a dot.
        return $"{name[..(MaxNameLength - HashLength - 1)].TrimEnd('.', '-')}-{hash}";
    }

    /// <summary>The lease of the node of <paramref name="storage"/>, not renewed yet. The NodeStorage owns it, so that
    /// it is deleted with it.</summary>
    public static Lease Create(NodeStorage storage, string @namespace)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new Lease
        {
            Metadata = new ObjectMeta
            {
                Namespace = @namespace,
                Name = NameFor(ObjectKey.From(storage).Name),
                Labels = ImmutableDictionary<string, string>.Empty.Add(LabelName, LabelValue),
                OwnerReferences = [OwnerReference.To(storage)],
            },
            Spec = new LeaseSpec(),
        };
    }
}
