namespace NodeGc.Kubernetes.Client;

/// <summary>Distinguishes connection failures from all others.</summary>
internal static class TransportFailure
{
    /// <summary>True for a broken connection, and for a timeout of our own as opposed to the caller's
    /// cancellation.</summary>
    public static bool Explains(Exception failure, CancellationToken cancellationToken) =>
        failure switch
        {
            HttpRequestException or IOException => true,
            OperationCanceledException => !cancellationToken.IsCancellationRequested,
            _ => false,
        };

    public static KubernetesException Wrap(ApiRequest request, Exception failure)
    {
        var cause = failure is OperationCanceledException ? "request timed out" : FindInnermost(failure);
        return new KubernetesException($"{request}: {cause}", failure) { Kind = KubernetesErrorKind.Transport };
    }

    // The outer messages only say that "an error occurred while sending the request".
    private static string FindInnermost(Exception failure) =>
        failure.InnerException is { } inner ? FindInnermost(inner) : failure.Message;
}
