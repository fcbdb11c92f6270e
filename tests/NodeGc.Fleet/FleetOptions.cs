using System.Globalization;

namespace NodeGc.Fleet;

/// <summary>What is simulated.</summary>
/// <param name="Nodes">How many nodes.</param>
/// <param name="Idle">How long the fleet is observed after its runs; zero = not at all.</param>
/// <param name="Operator">The operator's program: a published one, or an assembly that <c>dotnet</c> runs.</param>
/// <param name="Log">The file for the operator's log.</param>
internal sealed record FleetOptions(int Nodes, TimeSpan Idle, string Operator, string Log)
{
    public const string Usage = """
        usage: NodeGc.Fleet [--nodes 500] [--idle-seconds 0] [--operator PROGRAM] [--log FILE]
          Runs five cleanups on simulated nodes, with a real operator and an API server in this process, or one of the
          folder KUBEBUILDER_ASSETS, and prints what it cost.
          --nodes N          how many nodes, 10 or more
          --idle-seconds N   observe the fleet for this long after its runs, and count its writes
          --operator PROGRAM the operator; default: the one that was built together with this program
          --log FILE         where the operator's log goes; default: fleet-operator.log in the temporary directory
        """;

    /// <summary>The operator that was built together with this program.</summary>
    public static string BuiltOperator => Path.Combine(AppContext.BaseDirectory, "nodegc-operator.dll");

    public static FleetOptions Default =>
        new(500, TimeSpan.Zero, BuiltOperator, Path.Combine(Path.GetTempPath(), "fleet-operator.log"));

    /// <summary>The options in <paramref name="arguments"/>; null, with the problem, if they are not
    /// understood.</summary>
    public static FleetOptions? Parse(ReadOnlySpan<string> arguments, out string problem)
    {
        problem = Usage;
        var options = Default;
        for (; !arguments.IsEmpty; arguments = arguments[2..])
        {
            if (arguments.Length < 2 || options.With(arguments[0], arguments[1]) is not { } more)
                return null;
            options = more;
        }
        return options;
    }

    private FleetOptions? With(string option, string value) =>
        option switch
        {
            "--nodes" when ParseNumber(value) is >= 10 and var nodes => this with { Nodes = nodes },
            "--idle-seconds" when ParseNumber(value) is >= 0 and var seconds => this with
            {
                Idle = TimeSpan.FromSeconds(seconds),
            },
            "--operator" => this with { Operator = value },
            "--log" => this with { Log = value },
            _ => null,
        };

    private static int ParseNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
