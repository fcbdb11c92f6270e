using System.Text.RegularExpressions;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Tests.Nodes;

internal sealed partial class AgentLeaseTests
{
    [Test]
    public void Is_named_after_the_node() =>
        Assert.That(
            AgentLease.NameFor("ip-10-0-0-1.ec2.internal"),
            Is.EqualTo("nodegc-agent-ip-10-0-0-1.ec2.internal")
        );

    /// <summary>The longest name of a node is as long as that of a lease.</summary>
    [Test]
    public void Of_the_longest_names_of_nodes_every_one_gives_a_valid_name_of_its_own([Range(230, 253)] int length)
    {
        var (one, other) = (NodeName(length, 'a'), NodeName(length, 'b'));
        var names = new[] { AgentLease.NameFor(one), AgentLease.NameFor(other) };

        Assert.That(names, Is.All.Length.LessThanOrEqualTo(253).And.All.Matches<string>(Subdomain().IsMatch));
        Assert.That(names[0], Is.Not.EqualTo(names[1]));
        Assert.That(AgentLease.NameFor(one), Is.EqualTo(names[0]));
    }

    [Test]
    public void Belongs_to_the_NodeStorage_and_can_be_selected()
    {
        var storage = new NodeStorage
        {
            Metadata = new ObjectMeta { Name = "n1", Uid = "u-1" },
        };

        var lease = AgentLease.Create(storage, "nodegc");

        var owner = lease.Metadata.OwnerReferences!.Value.Single();
        Assert.That(
            (owner.ApiVersion, owner.Kind, owner.Name, owner.Uid),
            Is.EqualTo(("nodegc.io/v1alpha1", "NodeStorage", "n1", "u-1"))
        );
        Assert.That(
            lease.Metadata.Labels!.Select(label => $"{label.Key}={label.Value}"),
            Is.EqualTo(new[] { AgentLease.Selector })
        );
        Assert.That(lease.Spec!.RenewTime, Is.Null, "only the agent renews it");
    }

    /// <summary>Differs at its end; where it is cut stands a dot for some lengths.</summary>
    private static string NodeName(int length, char last) =>
        string.Join(
            '.',
            new string('n', 60),
            new string('n', 60),
            new string('n', 60),
            new string('n', length - 184) + last
        );

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Subdomain();
}
