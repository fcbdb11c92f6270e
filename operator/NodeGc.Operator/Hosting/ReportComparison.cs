using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Hosting;

/// <summary>Compares what a status depends on, so that a heartbeat alone causes no update.</summary>
internal static class ReportComparison
{
    public static bool AreSame(NodeStorage before, NodeStorage after) =>
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
