using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes which losses of metadata were, or would be, confirmed as text.</summary>
internal static class LossText
{
    public static void Write(Page page, LossReportDocument report)
    {
        if (report.Losses.IsEmpty)
        {
            page.WriteLine($"No lost metadata in {report.DataRoot}.");
            return;
        }

        foreach (var loss in report.Losses)
        {
            page.WriteLine(
                $"{DescribeState(loss)}: "
                    + $"{loss.Path}{(loss.ConfirmedAt is { } at ? $" (confirmed at {Instant.Format(at)})" : "")}"
            );
            page.WriteLine($"  {loss.Problem}");
            if (loss.Kept.Length > 0)
                page.WriteLine($"  keeps {loss.Kept}");
        }

        if (!report.Released.IsEmpty)
        {
            page.WriteHeading("Released by the confirmation (a policy may then collect these)");
            foreach (var path in report.Released)
                page.WriteLine(path);
        }

        if (report.Losses.Any(loss => loss.State == LossReports.WouldConfirm))
            page.WriteLine("Dry run: nothing was confirmed. Use --yes to confirm these losses.");
    }

    private static string DescribeState(LossDocument loss) =>
        loss.State == LossReports.WouldConfirm ? "Would be confirmed" : loss.State;
}
