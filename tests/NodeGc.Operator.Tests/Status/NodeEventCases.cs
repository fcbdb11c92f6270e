using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status;

/// <summary>Situations of a node that together lead to every event of a Node.</summary>
internal static class NodeEventCases
{
    public const string Run = "weekly-1-d45820f314";

    private static readonly NodeStorageCleanup Weekly = Given.Cleanup("weekly");

    public static IEnumerable<EventNote> All =>
        [
            .. Find(Reporting(OrderPhase.Sweeping, "3 to remove (1.2Gi), 2 held, 40 in use")),
            .. Find(Removing("2 quarantined (1.2Gi), 0 deleted (0 reclaimed), 0 failed")),
            .. Find(Failing()),
            .. Find(
                Reporting(Given.Report(Weekly, OrderPhase.Failed) with { RefusalReason = "the order has no digest" })
            ),
            .. Find(
                With(NodeConditions.MetadataDamaged, "True", NodeReasons.Found, "image/overlay2/repositories.json: …")
            ),
            .. Find(With(NodeConditions.Ready, "False", NodeReasons.DataRootMissing, "/var/lib/docker does not exist")),
            .. Find(Restored(item: null, exitCode: 0, error: null)),
            .. Find(Restored("/var/lib/docker/overlay2/7806a0b1e8c4", 1, "another directory has this name now")),
        ];

    public static NodeStorage Reporting(OrderPhase phase, string message) =>
        Reporting(Given.Report(Weekly, phase) with { Message = message });

    public static NodeStorage Removing(string message) =>
        Reporting(
            Given.Report(Weekly, OrderPhase.Succeeded) with
            {
                Message = message,
                CompletionTime = Given.Now,
                ByClass =
                [
                    new ClassTotals
                    {
                        Class = CollectedClass.Layers,
                        Quarantined = new Tally { Items = 2, Bytes = 1 << 30 },
                    },
                ],
            }
        );

    public static NodeStorage With(string type, string status, string reason, string message)
    {
        var storage = Given.Node("build-1").Alive().Storage!;
        var condition = new Condition
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            LastTransitionTime = Given.Now,
        };
        return storage with { Status = storage.Status! with { Conditions = [condition] } };
    }

    public static NodeStorage Restored(string? item, int exitCode, string? error)
    {
        var storage = Given.Node("build-1").Alive().Storage!;
        var request = new NodeRequest
        {
            Id = "k3x9",
            ExpirationTime = Given.Now,
            Restore = new RestoreRequest { RunId = Run, Item = item },
        };
        var answer = new NodeAnswer
        {
            Id = "k3x9",
            CompletionTime = Given.Now,
            ExitCode = exitCode,
            Error = error,
        };
        return storage with
        {
            Spec = new NodeStorageSpec { Requests = [request] },
            Status = storage.Status! with { Answers = [answer] },
        };
    }

    private static NodeStorage Failing() =>
        Reporting(
            Given.Report(Weekly, OrderPhase.Failed) with
            {
                Message = "1 quarantined (1Gi), 0 deleted (0 reclaimed), 1 failed",
                Errors =
                [
                    new ErrorReport
                    {
                        Subject = "/var/lib/docker/overlay2/7806a0b1e8c4",
                        Message = "cannot write the journal: no space left on device",
                    },
                ],
            }
        );

    private static NodeStorage Reporting(OrderReport report) =>
        Given.Node("build-1").Alive().Reporting(report).Storage!;

    private static IEnumerable<EventNote> Find(NodeStorage storage) =>
        // As it is cached.
        NodeNewsRules.Find(new CacheTrimming().Trim(storage), Given.Now).Select(news => news.Occurrence.Note);
}
