using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>Reads the engine's endless response, one event at a time.</summary>
internal static class EventStream
{
    public static async IAsyncEnumerable<EngineEvent> ReadAsync(
        EngineConnection connection,
        EngineRequest request,
        ApiVersion version,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var fault = new EngineFault(connection.SocketPath, request);
        using var response = await OpenAsync(connection, request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken); // Silence is normal here.
        var answer = new EngineAnswer(response.StatusCode, body, fault);
        if (!answer.IsSuccess)
            throw await answer.RefusedAsync(cancellationToken);
        await using var events = answer
            .ReadStreamAsync(EngineJson.Default.EngineEvent, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events, version, fault))
            yield return events.Current!;
    }

    private static async Task<HttpResponseMessage> OpenAsync(
        EngineConnection connection,
        EngineRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await connection.SendAsync(request, cancellationToken);
        }
        catch (Exception exception)
            when (new EngineFault(connection.SocketPath, request).Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    private static async Task<bool> NextAsync(
        IAsyncEnumerator<EngineEvent?> events,
        ApiVersion version,
        EngineFault fault
    )
    {
        try
        {
            if (!await events.MoveNextAsync())
                return false;
            _ = Completeness.Checked(
                events.Current ?? throw new JsonException("expected an event, found null"),
                version
            );
            return true;
        }
        catch (Exception exception) when (fault.Explain(exception) is { } explained)
        {
            throw explained;
        }
    }
}
