// Each fixture has daemons of its own, and mostly waits for them.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
