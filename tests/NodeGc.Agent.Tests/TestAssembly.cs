// Most tests wait for a second scan, or for an agent in a process of its own. Each has its own store.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: LevelOfParallelism(6)]
