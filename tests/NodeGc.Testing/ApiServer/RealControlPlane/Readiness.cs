namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>Waits until a program answers, or says what it said when it doesn't.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task WaitAsync(
        Uri health,
        ChildProcess process,
        string authorityPem,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient(TrustingHandler.For(authorityPem)) { Timeout = TimeSpan.FromSeconds(5) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (!await AnswersAsync(http, health, deadline.Token))
        {
            if (process.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"{health} does not answer; the last words of {process}");
            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri health, CancellationToken deadline)
    {
        try
        {
            using var response = await http.GetAsync(health, deadline);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
