using System.CommandLine;
using System.CommandLine.Completions;
using NodeGc.Kubectl.Cluster;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>Arguments that are names of objects, completed by those that exist.</summary>
internal static class Names
{
    /// <summary>A shell does not wait long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Argument<T> Cleanup<T>(ConnectionOptions connection, string description) =>
        Create<T>("CLEANUP", description, connection, async (cluster, end) =>
            (await cluster.ReadCleanupsAsync(null, end)).Select(cleanup => cleanup.Metadata.Name ?? "")
        );

    public static Argument<T> Node<T>(ConnectionOptions connection, string description) =>
        Create<T>("NODE", description, connection, async (cluster, end) =>
            (await cluster.ReadNodesAsync(null, end)).Select(node => node.Metadata.Name ?? "")
        );

    /// <summary>A mistyped option is not a name.</summary>
    public static void RejectFlags<T>(Argument<T> argument) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } flag)
                result.AddError($"unknown flag: {flag.Value}");
        });

    /// <summary>A node that may be left out.</summary>
    public static Argument<string?> NodeOrNone(ConnectionOptions connection, string description)
    {
        var argument = Node<string?>(connection, description);
        argument.Arity = ArgumentArity.ZeroOrOne;
        return argument;
    }

    private static Argument<T> Create<T>(
        string name,
        string description,
        ConnectionOptions connection,
        Func<ClusterClient, CancellationToken, Task<IEnumerable<string>>> list
    )
    {
        var argument = new Argument<T>(name) { Description = description };
        if (default(T) is null && typeof(T) == typeof(string))
            argument.Arity = ArgumentArity.ExactlyOne;
        RejectFlags(argument);
        argument.CompletionSources.Add(asked => Suggest(asked, connection, list));
        return argument;
    }

    /// <summary>Without a cluster there are no suggestions: a shell must not print errors while somebody
    /// types.</summary>
    private static IEnumerable<CompletionItem> Suggest(
        CompletionContext asked,
        ConnectionOptions connection,
        Func<ClusterClient, CancellationToken, Task<IEnumerable<string>>> list
    )
    {
        try
        {
            using var end = new CancellationTokenSource(Patience);
            using var cluster = connection.Open(asked.ParseResult);
            return list(cluster, end.Token).GetAwaiter().GetResult().Select(name => new CompletionItem(name));
        }
        catch (Exception failure)
            when (failure
                    is KubernetesException
                        or KubernetesConfigurationException
                        or OperationCanceledException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return [];
        }
    }
}
