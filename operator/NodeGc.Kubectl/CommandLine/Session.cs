using System.CommandLine;
using NodeGc.Kubectl.Cluster;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>Runs a command against the cluster. Failures are printed as kubectl prints them.</summary>
internal static class Session
{
    private const int Failed = 1;

    /// <summary>Runs <paramref name="action"/>, which returns whether it succeeded.</summary>
    public static async Task<int> RunAsync(
        ConnectionOptions connection,
        ParseResult parsed,
        Func<ClusterClient, Task<bool>> action
    )
    {
        try
        {
            using var cluster = connection.Open(parsed);
            return await action(cluster) ? 0 : Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("error: interrupted");
            return Failed;
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            await Console.Error.WriteLineAsync($"error: {Output.PrintableText.Of(failure.Message)}");
            return Failed;
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure
            is KubectlException
                or KubernetesException
                or KubernetesConfigurationException
                or IOException
                or UnauthorizedAccessException;
}
