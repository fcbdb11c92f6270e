using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people which lost metadata was confirmed as lost, or would be.</summary>
internal static class LossText
{
    public static void Write(Page page, LossReportDocument report)
    {
        if (report.Losses.IsEmpty)
        {
            page.WriteLine($"No metadata of {report.DataRoot} is lost.");
            return;
        }

        foreach (var loss in report.Losses)
        {
            page.WriteLine(
                $"{loss.State}: "
                    + $"{loss.Path}{(loss.ConfirmedAt is { } at ? $" (confirmed at {Instant.Format(at)})" : "")}"
            );
            page.WriteLine($"  {loss.Problem}");
            if (loss.Keeps.Length > 0)
                page.WriteLine($"  keeps {loss.Keeps}");
        }

        if (!report.Released.IsEmpty)
        {
            page.WriteHeading("Kept by nothing else, so a policy may collect it then");
            foreach (var path in report.Released)
                page.WriteLine(path);
        }

        if (report.Losses.Any(loss => loss.State == LossReports.WouldConfirm))
            page.WriteLine("This was a dry run: nothing was confirmed. Give --yes to confirm these losses.");
    }
}
