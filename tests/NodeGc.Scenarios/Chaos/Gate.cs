namespace NodeGc.Scenarios.Chaos;

/// <summary>Lets several workers act at once, and one disturbance beside them or, quietly, without them.</summary>
/// <param name="workers">How many workers there are.</param>
internal sealed class Gate(int workers) : IDisposable
{
    private readonly SemaphoreSlim slots = new(workers, workers);
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>A worker's turn.</summary>
    public async Task ActAsync(Action act)
    {
        await slots.WaitAsync();
        try
        {
            act();
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>A turn of whoever disturbs the workers.</summary>
    public async Task DisturbAsync(Action disturb)
    {
        await one.WaitAsync();
        try
        {
            disturb();
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Waits until all workers are done with what they began, and holds them for as long as
    /// <paramref name="act"/> takes.</summary>
    public async Task QuietlyAsync(Func<Task> act)
    {
        await one.WaitAsync();
        for (var slot = 0; slot < workers; slot++)
            await slots.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            slots.Release(workers);
            one.Release();
        }
    }

    public void Dispose()
    {
        slots.Dispose();
        one.Dispose();
    }
}
