using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Controllers;

/// <summary>Tells a heartbeat from news.</summary>
internal static class ReportComparison
{
    public static bool SaysTheSame(NodeStorage before, NodeStorage after) =>
        before.Metadata.Generation == after.Metadata.Generation
        && (before.Status?.HeartbeatTime is null) == (after.Status?.HeartbeatTime is null)
        && Reports(before).SequenceEqual(Reports(after));

    private static IEnumerable<object> Reports(NodeStorage storage) =>
        (storage.Status?.Orders ?? []).SelectMany(report =>
            (IEnumerable<object>)
                [
                    (report.Cleanup, report.RunId, report.Phase, report.Message, report.PlanDigest),
                    .. report.ByClass,
                    .. report.Errors,
                    .. report.UnmatchedPins,
                ]
        );
}
