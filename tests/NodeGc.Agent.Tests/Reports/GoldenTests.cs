using System.Globalization;
using NodeGc.Agent.Reports;
using NodeGc.Testing;

namespace NodeGc.Agent.Tests.Reports;

/// <summary>What each command prints for people, without options and with <c>--wide</c>. <c>NODEGC_GOLDEN=rewrite</c>
/// writes the files again.</summary>
[Category("Golden")]
internal sealed class GoldenTests
{
    private static readonly string Folder = SourceTree.PathOf("tests", "NodeGc.Agent.Tests", "Reports", "Golden");

    private static readonly TestCaseData[] Commands =
    [
        Command("scan", page => ScanText.Write(page, Documents.Scan)),
        Command("plan", page => PlanText.Write(page, Documents.Plan)),
        Command("clean", page => CleanText.Write(page, Documents.Clean)),
        Command("clean-dry-run", page => CleanText.Write(page, Documents.DryRun)),
        Command("restore", page => CleanText.Write(page, Documents.Restore)),
        Command("restore-nothing", page => CleanText.Write(page, new RestoreDocument([]))),
        Command("quarantine-list", page => QuarantineText.Write(page, Documents.Quarantine)),
        Command("quarantine-evict", page => QuarantineText.Write(page, Documents.Eviction)),
        Command("quarantine-list-empty", page => QuarantineText.Write(page, Documents.EmptyQuarantine)),
        Command("quarantine-evict-dry-run", page => QuarantineText.Write(page, Documents.EvictionDryRun)),
        Command("confirm-loss", page => LossText.Write(page, Documents.Losses)),
        Command("confirm-loss-dry-run", page => LossText.Write(page, Documents.LossesDryRun)),
        Command("confirm-loss-none", page => LossText.Write(page, Documents.NoLosses)),
        Command("explain", page => ExplainText.Write(page, Documents.Explanations)),
        Command("images", page => ImagesText.Write(page, Documents.Images, withDirectories: true)),
        Command("tree", page => TreeText.Write(page, Documents.Images)),
        Command("tree-layers", page => TreeText.Write(page, Documents.Layers)),
    ];

    [TestCaseSource(nameof(Commands))]
    public void Prints_what_the_golden_files_show(string name, Action<Page> write)
    {
        Assert.Multiple(() =>
        {
            AssertGolden($"{name}.txt", write, Page.PlainWidth);
            AssertGolden($"{name}-wide.txt", write, null);
        });
    }

    /// <summary>Sentences may be longer: a terminal wraps them.</summary>
    [TestCaseSource(nameof(Commands))]
    public void Keeps_tables_to_80_columns_where_the_terminal_has_no_more(string name, Action<Page> write)
    {
        var lines = Printed(write, 80).Split('\n');
        Assert.That(
            lines.Where(line => line.Length > 80 && line.TrimStart().Contains("  ", StringComparison.Ordinal)),
            Is.Empty,
            name
        );
        Assert.That(lines.Where(line => line.EndsWith(' ')), Is.Empty, name);
    }

    private static void AssertGolden(string file, Action<Page> write, int? width)
    {
        var (path, printed) = (Path.Combine(Folder, file), Printed(write, width));
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite")
            File.WriteAllText(path, printed);
        Assert.That(
            printed,
            Is.EqualTo(File.ReadAllText(path)),
            $"{file}: NODEGC_GOLDEN=rewrite writes the golden files again; read the difference"
        );
    }

    private static string Printed(Action<Page> write, int? width)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(new Page(writer, width));
        return writer.ToString();
    }

    private static TestCaseData Command(string name, Action<Page> write) =>
        new TestCaseData(name, write).SetArgDisplayNames(name);
}
