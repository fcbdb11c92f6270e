using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubectl.Output;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.Tests.Views;

internal sealed partial class ViewTests
{
    private static DateTimeOffset Now => SampleObjects.Now;

    [Test]
    public void The_status_is_one_line_for_each_cleanup()
    {
        var fresh = new NodeStorageCleanup
        {
            Metadata = new() { Name = "fresh" },
            Spec = new() { Collect = new() },
        };

        Assert.That(
            Cells(StatusView.Create([SampleObjects.Cleanup(), fresh], isOne: false, Now).Table),
            Is.EqualTo(
                """
                NAME | MODE | STATUS | NODES | FAILED | RECLAIMABLE | QUARANTINED | RECLAIMED | LAST RUN | PROBLEM
                tidy | Approve | AwaitingApproval | 1/3 | 0 | 3Gi | 0 | 0 | 30m | Healthy
                fresh | Report | <none> | <none> | <none> | <none> | <none> | <none> | <none> | <none>
                """
            )
        );
    }

    [Test]
    public void The_status_of_one_cleanup_has_its_conditions_classes_and_nodes()
    {
        var cleanup = SampleObjects.Cleanup();

        Assert.That(
            Text(StatusView.Conditions(cleanup, Now)),
            Is.EqualTo(
                """
                CONDITION   STATUS   REASON             SINCE   MESSAGE
                Ready       False    AwaitingApproval   15m     2 nodes wait for approval
                Healthy     False    NodesUnreachable   15m     n3 has no live agent
                """
            )
        );
        Assert.That(
            Text(StatusView.Classes(cleanup)),
            Is.EqualTo(
                """
                CLASS    RECLAIMABLE   HELD   QUARANTINED   RECLAIMED
                layers   3Gi           0      0             0
                """
            )
        );
        Assert.That(
            Text(StatusView.Nodes(cleanup)),
            Is.EqualTo(
                """
                NODE   PHASE     SIZE   MESSAGE
                n1     Planned   2Gi    <none>
                """
            )
        );
    }

    [Test]
    public void Nodes_are_shown_with_their_disks_and_the_cause_rather_than_its_effect() =>
        Assert.That(
            Text(
                NodesView
                    .Create([SampleObjects.Node("n1"), Unknown("n2"), Unknown("n3")], Renewed("n3"), isOne: false, Now)
                    .Table
            ),
            Is.EqualTo(
                """
                NAME   READY     USED%    FREE     UNACCOUNTED   QUARANTINE   HEARTBEAT   PROBLEM
                n1     False     81%      19Gi     3Gi           1Gi          12s         MetadataDamaged
                n2     Unknown   <none>   <none>   <none>        <none>       <unknown>   <none>
                n3     Unknown   <none>   <none>   <none>        <none>       40s         <none>
                """
            )
        );

    private static NodeStorage Unknown(string name) => new() { Metadata = new() { Name = name } };

    private static ImmutableDictionary<string, DateTimeOffset> Renewed(string node) =>
        ImmutableDictionary<string, DateTimeOffset>.Empty.Add(node, Now.AddSeconds(-40));

    [Test]
    public void The_quarantine_is_shown_by_data_root_with_the_time_left()
    {
        var listing = QuarantineView.Create([SampleObjects.Node("n1")], isOne: false, Now);

        Assert.That(
            Text(listing.Table),
            Is.EqualTo(
                """
                NODE   DATA ROOT         ITEMS   SIZE   NEXT EXPIRY
                n1     /var/lib/docker   4       1Gi    5h30m
                """
            )
        );
        Assert.That((long?)listing.Document[0]!["quarantine"]!["held"]!["items"], Is.EqualTo(4));
        Assert.That(listing.Names, Is.EqualTo(new[] { "nodestorage.nodegc.io/n1" }));
    }

    [Test]
    public void A_plan_names_each_item_with_its_reason_and_says_what_is_left_out()
    {
        var listing = PlanView.Items("tidy", [SampleObjects.Node("n1")]);

        Assert.That(
            Text(listing.Table),
            Is.EqualTo(
                """
                NODE   CLASS        ITEM            SIZE   OUTCOME   REASON
                n1     layers       overlay2/4df0   2Gi    Planned   unreferenced; checked: metadata, engine, kernel
                n1     buildCache   q1              7      Held      younger than 48h
                """
            )
        );
        Assert.That(listing.Notes, Is.EqualTo(new[] { "n1: only the largest 2 of 3 items are reported" }));
        Assert.That((string?)listing.Document[0]!["report"]!["runID"], Is.EqualTo("run-7"));
    }

    [Test]
    public void A_list_is_a_List_and_one_object_is_itself()
    {
        var list = StatusView.Create([SampleObjects.Cleanup()], isOne: false, Now).Document;
        var one = StatusView.Create([SampleObjects.Cleanup()], isOne: true, Now).Document;

        Assert.That((string?)list["kind"], Is.EqualTo("List"));
        Assert.That(JsonNode.DeepEquals(list["items"]![0], one), Is.True);
        Assert.That((string?)one["metadata"]!["name"], Is.EqualTo("tidy"));
    }

    /// <summary>Tables that are too wide for this file, without the padding.</summary>
    private static string Cells(Table table) => Padding().Replace(Text(table), " | ");

    [GeneratedRegex(" {2,}")]
    private static partial Regex Padding();

    private static string Text(Table table) => string.Join('\n', table.ToLines(isWide: false, hasHeadings: true));
}
