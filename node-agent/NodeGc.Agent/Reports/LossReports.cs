using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the documents of <c>confirm-loss</c>. Pure.</summary>
internal static class LossReports
{
    public const string WouldConfirm = "WouldConfirm";
    public const string Confirmed = "Confirmed";
    public const string Revoked = "Revoked";
    public const string Changed = "Changed";
    public const string InDoubt = "InDoubt";

    /// <summary>What is, or would be, confirmed now.</summary>
    public static LossReportDocument Of(Inventory inventory, ImmutableArray<Doubt> doubts, string state) =>
        new(
            inventory.Store.DataRoot,
            [.. doubts.Select(doubt => Of(doubt, state))],
            [
                .. LossConfirmations
                    .Released(inventory, doubts)
                    .Select(resource => resource.Directory?.Path ?? resource.Id.ToString()),
            ]
        );

    /// <summary>What was confirmed, and what could be.</summary>
    public static LossReportDocument Of(Inventory inventory, ImmutableArray<ConfirmedLoss> losses) =>
        new(
            inventory.Store.DataRoot,
            [
                .. losses.Select(loss => loss.IsVoid ? OfVoid(loss) : Of(loss, Confirmed)),
                .. inventory.Doubts.Where(doubt => doubt.IsLoss).Select(doubt => Of(doubt, InDoubt)),
            ],
            []
        );

    /// <summary>What is in doubt again.</summary>
    public static LossReportDocument OfRevoked(string dataRoot, IEnumerable<ConfirmedLoss> losses) =>
        new(dataRoot, [.. losses.Select(loss => Of(loss, Revoked))], []);

    private static LossDocument OfVoid(ConfirmedLoss loss) =>
        Of(loss, Changed) with
        {
            Problem =
                "it has changed since it was confirmed as lost, so the confirmation no longer holds; then: "
                + loss.Problem,
        };

    private static LossDocument Of(ConfirmedLoss loss, string state) =>
        new(loss.Path, state, "", loss.Problem, loss.ConfirmedAt);

    private static LossDocument Of(Doubt doubt, string state) =>
        new(doubt.Subject, state, Findings.KeepsOf(doubt), doubt.Message, null);
}
