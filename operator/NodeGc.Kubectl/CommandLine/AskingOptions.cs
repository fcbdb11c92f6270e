using System.CommandLine;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubectl.Cluster;
using NodeGc.Kubectl.Output;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>The options of the commands that an agent answers, and how its answer is printed.</summary>
internal sealed class AskingOptions(
    ConnectionOptions connection,
    string description = "How long to wait for the agent's answer. Default: 2m."
)
{
    /// <summary>Exit codes of the agent that are failures.</summary>
    private static readonly int[] Failures = [1, 2, 30];

    private readonly OutputOptions output = new();

    private readonly Option<TimeSpan> timeout = new("--timeout")
    {
        HelpName = "DURATION",
        Description = description,
        DefaultValueFactory = _ => TimeSpan.FromMinutes(2),
        CustomParser = result =>
        {
            var problem = GoDuration.FindProblem(result.Tokens.Count > 0 ? result.Tokens[0].Value : "", out var value);
            if (problem is not null)
                result.AddError($"--timeout: {problem}");
            return value;
        },
    };

    public Command AddTo(Command command)
    {
        command.Options.Add(timeout);
        return output.AddTo(command);
    }

    /// <summary>How long to wait, as given; null if it was not.</summary>
    public TimeSpan? FindTimeout(ParseResult parsed) =>
        parsed.GetResult(timeout) is { Implicit: false } ? parsed.GetValue(timeout) : null;

    public Printer Open(ParseResult parsed) => output.Open(parsed);

    /// <summary>Sends the request and prints the answer.</summary>
    public Task<int> RunAsync(
        ParseResult parsed,
        string node,
        Func<NodeRequest, NodeRequest> complete,
        CancellationToken cancellationToken
    ) => Session.RunAsync(connection, parsed, async cluster =>
        {
            var printer = output.Open(parsed);
            var request = complete(
                new NodeRequest
                {
                    Id = NodeRequests.NewId(),
                    ExpirationTime = default,
                    Format = FormatOf(printer.Format),
                }
            );
            var client = new RequestClient(cluster, TimeProvider.System);
            var answer = await client.AskAsync(node, request, parsed.GetValue(timeout), cancellationToken);
            return Print(printer, node, answer);
        });

    private static bool Print(Printer printer, string node, NodeAnswer answer)
    {
        if (answer.Error is { } error)
            throw new KubectlException($"node {node}: {error}");
        if (printer.Format is OutputFormat.Json or OutputFormat.Yaml)
            printer.Print(JsonNode.Parse(answer.Output ?? "null") ?? new JsonObject());
        else if (printer.Format == OutputFormat.Name)
            printer.Print(ObjectDocuments.NamesOf(ResourceTypes.NodeStorages, [node])[0]);
        else
            printer.Print(answer.Output ?? "");
        if (answer.Truncated)
            printer.Errors.WriteLine("The answer was longer and is truncated.");
        return !Failures.Contains(answer.ExitCode);
    }

    private static AnswerFormat FormatOf(OutputFormat format) =>
        format switch
        {
            OutputFormat.Json or OutputFormat.Yaml => AnswerFormat.Json,
            OutputFormat.Wide => AnswerFormat.Wide,
            _ => AnswerFormat.Text,
        };
}
