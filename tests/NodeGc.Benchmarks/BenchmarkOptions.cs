using System.Globalization;

namespace NodeGc.Benchmarks;

/// <summary>What to measure, and on how much.</summary>
/// <param name="Benchmarks">Which, by name.</param>
/// <param name="Files">How many files the tree of the scan has; a fifth of them is deleted.</param>
/// <param name="Rounds">How often each side runs, in turns; the best round counts, since noise only ever adds.</param>
/// <param name="Folder">Where the trees are made.</param>
/// <param name="Published">The folder that holds the published programs: <c>agent</c>, <c>operator</c> and
/// <c>measured</c>.</param>
internal sealed record BenchmarkOptions(
    IReadOnlyList<string> Benchmarks,
    int Files,
    int Rounds,
    string Folder,
    string Published
)
{
    /// <summary>How many nodes the fleet has.</summary>
    public int Nodes { get; init; } = 5000;

    public static readonly string Usage =
        "usage: [scan] [delete] [latency] [plan] [read] [list] [heartbeat] [idle-agent] [fleet] "
        + "[--files 500000] [--rounds 5] [--nodes 5000] [--folder /tmp] [--published artifacts/amd64]";

    public string Agent => Path.Combine(Published, "agent", "nodegc-agent");

    public string Operator => Path.Combine(Published, "operator", "nodegc-operator");

    public string Measured => Path.Combine(Published, "measured", "NodeGc.Benchmarks.Measured");

    /// <summary>The options in <paramref name="arguments"/>; null, with the fault, where they are not
    /// understood.</summary>
    public static BenchmarkOptions? Parse(string[] arguments, out string fault)
    {
        fault = Usage;
        var options = new BenchmarkOptions([], 500_000, 5, Path.GetTempPath(), "artifacts/amd64");
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Benchmark.All.Any(benchmark => benchmark.Name == arguments[i]))
                options = options with { Benchmarks = [.. options.Benchmarks, arguments[i]] };
            else if (i + 1 == arguments.Length || options.With(arguments[i], arguments[++i]) is not { } more)
                return null;
            else
                options = more;
        }
        return options.Benchmarks.Count > 0
            ? options
            : options with
            {
                Benchmarks = [.. Benchmark.All.Select(benchmark => benchmark.Name)],
            };
    }

    private BenchmarkOptions? With(string option, string value) =>
        option switch
        {
            "--files" when int.TryParse(value, CultureInfo.InvariantCulture, out var files) && files >= 1000 =>
                this with
                {
                    Files = files,
                },
            "--rounds" when int.TryParse(value, CultureInfo.InvariantCulture, out var rounds) && rounds > 0 => this with
            {
                Rounds = rounds,
            },
            "--nodes" when int.TryParse(value, CultureInfo.InvariantCulture, out var nodes) && nodes >= 10 => this with
            {
                Nodes = nodes,
            },
            "--folder" => this with { Folder = value },
            "--published" => this with { Published = value },
            _ => null,
        };
}
