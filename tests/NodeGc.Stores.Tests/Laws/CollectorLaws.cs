using System.Collections.Immutable;
using System.Reflection;
using NodeGc.Collector.Tests.Laws;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Stores.Tests.Laws;

/// <summary>The collector's laws hold for any inventory; here they are held against those that are read from
/// disk.</summary>
[TestFixture]
public sealed class CollectorLaws
{
    private const int Runs = 150;

    /// <summary>All that are about worlds and say by themselves whether they hold.</summary>
    private static readonly ImmutableArray<MethodInfo> Laws =
    [
        .. from type in typeof(World).Assembly.GetTypes()
        where type.Namespace == typeof(World).Namespace
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where
            method.GetCustomAttribute<PropertyAttribute>() is not null
            && method.GetParameters()[0].ParameterType == typeof(World)
        where method.ReturnType == typeof(bool) || method.ReturnType == typeof(void)
        select method,
    ];

    [Test]
    public void There_are_laws_to_hold() => Assert.That(Laws, Has.Length.GreaterThan(30));

    [Property(Arbitrary = [typeof(DiskWorlds)], MaxTest = Runs)]
    public void Every_law_about_worlds_holds_for_stores_on_disk(DiskWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        foreach (var law in Laws)
        {
            if (
                world.FindArguments(law.GetParameters().Select(parameter => parameter.ParameterType))
                is not { } arguments
            )
                continue;
            var holds = law.Invoke(Activator.CreateInstance(law.DeclaringType!), arguments);
            Assert.That(holds, Is.Null.Or.True, $"{law.DeclaringType!.Name}.{law.Name}");
        }
    }
}
