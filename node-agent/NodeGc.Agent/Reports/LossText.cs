using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people which lost metadata was confirmed as lost, or would be.</summary>
internal static class LossText
{
    public static void Write(IAnsiConsole console, LossReportDocument report)
    {
        if (report.Losses.IsEmpty)
        {
            console.WriteLine($"No metadata of {report.DataRoot} is lost.");
            return;
        }

        foreach (var loss in report.Losses)
        {
            console.WriteLine($"{loss.State}: "
                + $"{loss.Path}{(loss.ConfirmedAt is { } at ? $" (confirmed at {Instant.Format(at)})" : "")}");
            console.WriteLine($"  {loss.Problem}");
            if (loss.Keeps.Length > 0) console.WriteLine($"  keeps {loss.Keeps}");
        }

        if (!report.Released.IsEmpty)
        {
            console.Heading("Kept by nothing else, so a policy may collect it then");
            foreach (var path in report.Released) console.WriteLine(path);
        }

        if (report.Losses.Any(loss => loss.State == LossReports.WouldConfirm)) console.WriteLine(
            "This was a dry run: nothing was confirmed. Give --yes to confirm these losses.");
    }
}
