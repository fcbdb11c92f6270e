namespace NodeGc.Kubernetes.Client;

/// <summary>Tells failures of the connection from everything else.</summary>
internal static class TransportFailure
{
    /// <summary>True for a broken connection, and for a time-out of ours that is not the caller's wish to
    /// stop.</summary>
    public static bool Explains(Exception failure, CancellationToken cancellationToken) =>
        failure switch
        {
            HttpRequestException or IOException => true,
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            _ => false,
        };

    public static KubernetesException Wrap(ApiRequest request, Exception failure)
    {
        var what = failure is OperationCanceledException ? "no answer in time" : Innermost(failure);
        return new KubernetesException($"{request}: {what}", failure) { Kind = KubernetesErrorKind.Transport };
    }

    // The outer messages only say that "an error occurred while sending the request".
    private static string Innermost(Exception failure) =>
        failure.InnerException is { } inner ? Innermost(inner) : failure.Message;
}
