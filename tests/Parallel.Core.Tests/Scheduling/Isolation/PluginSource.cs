namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>An assembly that is loaded, calls the host's library with types of its own, and is unloaded again.</summary>
internal static class PluginSource
{
    public const string Code = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using ParallelCore;
        using ParallelCore.Scheduling;

        public static class Plugin
        {
            public static void LoopOfAStruct(WorkStealingScheduler scheduler, Action meet) => ParallelRange.Run(0, 2, 1, new Body(meet), On(scheduler));

            public static void LoopWithAState(WorkStealingScheduler scheduler, Action meet) =>
                ParallelRange.Run(0, 2, 1, new State(meet), static (from, to, state) => state.Meet(), On(scheduler));

            public static void LoopWithALambda(WorkStealingScheduler scheduler, Action meet) => ParallelRange.Run(0, 2, 1, i => new State(meet).Meet(), On(scheduler));

            public static void LoopOfAStructInALoop(WorkStealingScheduler scheduler, Action meet) =>
                ParallelRange.Run(0, 1, 1, i => ParallelRange.Run(0, 2, 1, new Body(meet)), On(scheduler));

            public static void ForkWithAResult(WorkStealingScheduler scheduler, Action meet) =>
                scheduler.Run(() => ForkJoin.Invoke(() => new State(meet).Result(1), () => new State(meet).Result(2)));

            public static void ForkOfAStruct(WorkStealingScheduler scheduler, Action meet) =>
                scheduler.Run(() => ForkJoin.Run<State, Item, Tree>(new State(meet), default));

            public static void Spawn(WorkStealingScheduler scheduler, Action meet) => scheduler.Run(() => ForkJoin.Scope(scope =>
            {
                scope.Spawn(new State(meet), static state => state.Meet());
                scope.Spawn(new State(meet), static state => state.Meet());
            }));

            public static void Sort(WorkStealingScheduler scheduler, Action meet)
            {
                Item[] items = new Item[20_000];
                for (int i = 0; i < items.Length; i++)
                    items[i] = new Item { Key = i * 7919 % 10_007 };
                ParallelAlgorithms.Sort(items, static (left, right) => left.Key.CompareTo(right.Key), On(scheduler));
                ParallelAlgorithms.Sort(items, static (left, right) => right.Key.CompareTo(left.Key), On(scheduler));
            }

            public static void Sequence(WorkStealingScheduler scheduler, Action meet) =>
                ParallelRange.From(0, 2).On(scheduler).WithChunk(1).Select(i => new State(meet).Result(i)).Where(static item => item.Key >= 0).ToArray();

            public static void Reduction(WorkStealingScheduler scheduler, Action meet) =>
                ParallelRange.From(0, 2).On(scheduler).WithChunk(1).Select(i => new State(meet).Result(i)).MaxBy(static item => item.Key);

            public static void ParallelFor(WorkStealingScheduler scheduler, Action meet) =>
                Parallel.For(0, 2, () => new State(meet), static (i, loop, state) => state.Met(), static state => { });

            public static void Plinq(WorkStealingScheduler scheduler, Action meet) =>
                ParallelEnumerable.Range(0, 2).WithDegreeOfParallelism(2).Select(i => new State(meet).Result(i)).Where(static item => item.Key >= 0).ToArray();

            private static RangeOptions On(WorkStealingScheduler scheduler) => new RangeOptions { Scheduler = scheduler };

            private readonly struct Body(Action meet) : IRangeBody
            {
                public void Invoke(int from, int to) => meet();
            }

            private readonly struct Tree : IForkBody<State, Item>
            {
                public Item Invoke(ForkContext context, State state) => context.Invoke<State, Item, Leaf>(state, state, default).Left;
            }

            private readonly struct Leaf : IForkBody<State, Item>
            {
                public Item Invoke(ForkContext context, State state) => state.Result(0);
            }

            private sealed class State(Action meet)
            {
                public void Meet() => meet();

                public State Met()
                {
                    meet();
                    return this;
                }

                public Item Result(int key)
                {
                    meet();
                    return new Item { Key = key };
                }
            }

            private struct Item
            {
                public int Key;
            }
        }
        """;
}
