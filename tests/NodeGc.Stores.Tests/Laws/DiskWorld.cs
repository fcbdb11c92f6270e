using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Collector.Tests.Laws;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>Everything that a law of the collector may ask for, with inventories that were read from disk.</summary>
/// <param name="Worlds">Stores, each with a policy and a past.</param>
/// <param name="Doubt">Something not understood.</param>
/// <param name="InFlight">A layer being written.</param>
/// <param name="Pins">Pins.</param>
/// <param name="Owner">One more owner.</param>
/// <param name="Numbers">Numbers.</param>
public sealed record DiskWorld(
    ImmutableArray<World> Worlds,
    Doubt Doubt,
    RegisterInFlight InFlight,
    Protection Pins,
    Resource Owner,
    ImmutableArray<int> Numbers
)
{
    /// <summary>An argument of each of <paramref name="types"/>; null where a law asks for something else.</summary>
    public object?[]? FindArguments(IEnumerable<Type> types)
    {
        var (worlds, numbers) = (new Queue<World>(Worlds), new Queue<int>(Numbers));
        object?[] arguments =
        [
            .. types.Select<Type, object?>(type =>
                type switch
                {
                    _ when type == typeof(World) => worlds.Dequeue(),
                    _ when type == typeof(Doubt) => Doubt,
                    _ when type == typeof(RegisterInFlight) => InFlight,
                    _ when type == typeof(Protection) => Pins,
                    _ when type == typeof(Resource) => Owner,
                    _ when type == typeof(int) => numbers.Dequeue(),
                    _ => null,
                }
            ),
        ];
        return arguments.Contains(null) ? null : arguments;
    }
}
