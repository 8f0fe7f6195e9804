using ParallelCore.Scheduling;

namespace ParallelCore.Stress.Operations;

/// <summary>Makes random operations. The same random numbers make the same program.</summary>
internal sealed class OperationMaker(Random random, IReadOnlyList<WorkStealingScheduler> schedulers, int locks, bool blocks)
{
    private const int DeepestNesting = 3;

    /// <summary>About 50 microseconds of pauses.</summary>
    private const int LongestSpin = 1300;

    private static readonly int[] s_mostPositions = [4000, 200, 40, 20];
    private static readonly int[] s_mostChildren = [4, 3, 2, 0];

    /// <summary>What an outside thread calls.</summary>
    public Operation MakeRoot(RootKind? only)
    {
        RootKind kind = only ?? random.Next(100) switch
        {
            < 30 => RootKind.Loop,
            < 52 => blocks ? RootKind.SharedState : RootKind.Loop,
            < 70 => RootKind.Fork,
            < 82 => RootKind.Scope,
            < 88 => RootKind.Tasks,
            < 94 => RootKind.Recursion,
            < 96 => blocks ? RootKind.Siege : RootKind.Recursion,
            < 99 => RootKind.Dispose,
            _ => random.Next(20) == 0 ? RootKind.Deep : RootKind.Loop,
        };
        return kind switch
        {
            RootKind.Loop => MakeLoop(0, Any(), isLocked: false),
            RootKind.Fork => MakeForks(0, AnyOrShared(), isLocked: false),
            RootKind.Scope => MakeScope(0, AnyOrShared(), isLocked: false),
            RootKind.Tasks => MakeTasks(0),
            RootKind.Recursion => new RecursionOperation(random.Next(20), (ForkForm)random.Next(2, 5), Any()),
            RootKind.SharedState => MakeSharedState(),
            RootKind.Siege => new SiegeOperation(1 + Skewed(SiegeOperation.MostBlocked), Chance(30) ? random.Next(2, 6) : null, Chance(40), Any()),
            RootKind.Dispose => new DisposeOperation(random.Next(1, 9), random.Next(1, 6), random.Next(30_000), Chance(50), Chance(20) ? ThreadPriority.BelowNormal : ThreadPriority.Normal),
            _ => new DeepOperation(random.Next(256, 1024) * 1024, Chance(30), Chance(50), Few()),
        };
    }

    private Operation MakeChild(int depth, bool isLocked)
    {
        WorkStealingScheduler? scheduler = Chance(12) ? Any() : null;
        return random.Next(100) switch
        {
            < 60 => MakeLoop(depth, scheduler, isLocked),
            < 80 => MakeForks(depth, scheduler, isLocked),
            < 94 => MakeScope(depth, scheduler, isLocked),
            _ => isLocked || depth > 2 ? MakeLoop(depth, scheduler, isLocked) : MakeTasks(depth),
        };
    }

    private LoopOperation MakeLoop(int depth, WorkStealingScheduler? scheduler, bool isLocked)
    {
        LoopShape shape = Chance(10) ? LoopShape.Tiles : Chance(25) ? LoopShape.Long : LoopShape.Int;
        int rows = random.Next(40);
        int columns = random.Next(40);
        int tileRows = random.Next(1, 10);
        int tileColumns = random.Next(1, 10);
        bool isContended = depth < 2 && shape != LoopShape.Tiles && !isLocked && Chance(10);
        int count = isContended ? random.Next(20, 80)
            : shape == LoopShape.Tiles ? (rows + tileRows - 1) / tileRows * ((columns + tileColumns - 1) / tileColumns)
            : Skewed(s_mostPositions[depth]);
        LoopForm form = shape == LoopShape.Tiles ? (Chance(50) ? LoopForm.Struct : LoopForm.Chunk) : (LoopForm)random.Next(5);
        long from = From(shape, count);
        CancelWhen cancel = Chance(75) ? CancelWhen.Never : (CancelWhen)random.Next(1, 5);
        return new LoopOperation(new LoopPlan
        {
            Shape = shape,
            Form = form,
            Policy = isContended ? ChunkPolicy.Fixed(1) : Policy(from, count),
            Count = count,
            From = from,
            Rows = rows,
            Columns = columns,
            TileRows = tileRows,
            TileColumns = tileColumns,
            Usual = isContended ? Locked() : Usual(count),
            Special = Special(depth, count, isLocked),
            Fails = Chance(20) ? Positions(count) : [],
            Stops = form == LoopForm.Until && Chance(60) ? Positions(count) : [],
            Cancel = cancel,
            CancelAt = cancel == CancelWhen.FromOutside ? random.Next(3000) : random.Next(Math.Max(1, count)),
            MaxWorkers = Chance(isContended ? 80 : 30) ? random.Next(1, 6) : null,
            Scheduler = scheduler,
            IsObserved = Chance(15),
        });
    }

    private ForkOperation MakeForks(int depth, WorkStealingScheduler? scheduler, bool isLocked)
    {
        int leaves = 0;
        int children = s_mostChildren[depth];
        bool fails = Chance(25);
        ForkNode root = Node(random.Next(1, depth == 0 ? 9 : 4), mustFork: true);
        return new ForkOperation(root, leaves, scheduler);

        ForkNode Node(int height, bool mustFork)
        {
            var form = (ForkForm)random.Next(5);
            if (height == 0 || (!mustFork && Chance(12)))
            {
                Operation? child = children > 0 && Chance(20) ? MakeChild(depth + 1, isLocked) : null;
                children -= child is null ? 0 : 1;
                return new ForkNode(form, null, null, leaves++, new Step(Spin(), child), fails && Chance(10));
            }

            ForkNode left = Node(height - 1, mustFork: false);
            return new ForkNode(form, left, Node(height - 1, mustFork: false), -1, Step.Nothing, false);
        }
    }

    private ScopeOperation MakeScope(int depth, WorkStealingScheduler? scheduler, bool isLocked)
    {
        int nodes = 0;
        int children = s_mostChildren[depth];
        bool fails = Chance(25);
        bool isWide = depth == 0 && Chance(2);
        SpawnNode root = Node(0, isWide ? 5000 : random.Next(12));
        return new ScopeOperation(root, nodes, scheduler);

        SpawnNode Node(int level, int spawns)
        {
            int ordinal = nodes++;
            Operation? child = children > 0 && Chance(25) ? MakeChild(depth + 1, isLocked) : null;
            children -= child is null ? 0 : 1;
            SpawnVia via = Chance(80) ? SpawnVia.Body : (SpawnVia)random.Next(1, 3);
            var spawned = new SpawnNode[spawns];
            for (int i = 0; i < spawns; i++)
            {
                spawned[i] = Node(level + 1, level < 3 && !isWide && Chance(30) ? random.Next(6) : 0);
            }

            return new SpawnNode(ordinal, new Step(isWide ? 0 : Spin(), child), fails && Chance(15), Chance(50), via, spawned);
        }
    }

    private TaskOperation MakeTasks(int depth)
    {
        var steps = new Step[random.Next(1, 20)];
        for (int i = 0; i < steps.Length; i++)
        {
            // What tasks call waits for no further tasks: the waiting ones could fill all threads.
            steps[i] = new Step(Spin(), Chance(15) ? MakeLoop(Math.Max(2, depth), Chance(50) ? Any() : null, isLocked: true) : null);
        }

        return new TaskOperation(steps, Chance(40), Any());
    }

    private SharedStateOperation MakeSharedState()
    {
        int count = Skewed(s_mostPositions[0]);
        return new SharedStateOperation(count, Policy(0, count), Chance(30) ? Positions(count) : [], Chance(30) ? random.Next(Math.Max(1, count)) : -1, Any());
    }

    private Dictionary<int, Step> Special(int depth, int count, bool isLocked)
    {
        var special = new Dictionary<int, Step>();
        int children = count == 0 || depth == DeepestNesting ? 0 : random.Next(s_mostChildren[depth] + 1);
        for (int i = 0; i < children; i++)
        {
            int? held = !isLocked && Chance(25) ? random.Next(locks) : null;
            special[random.Next(count)] = new Step(Spin(), MakeChild(depth + 1, isLocked || held is not null), held);
        }

        if (count > 0 && Chance(2))
        {
            special.TryAdd(random.Next(count), new Step(0, Collects: true));
        }

        return special;
    }

    private Step Usual(int count) => Chance(40) || count == 0 ? Step.Nothing : new Step(Math.Min(LongestSpin, random.Next(20 * LongestSpin) / count));

    /// <summary>A short loop under a lock, at every position: workers of a limited region then wait for each other in both ways.</summary>
    private Step Locked()
    {
        var plan = new LoopPlan { Shape = LoopShape.Int, Form = LoopForm.Index, Policy = ChunkPolicy.Fixed(1), Count = random.Next(2, 8), Usual = new Step(random.Next(200)) };
        return new Step(random.Next(300), new LoopOperation(plan), random.Next(locks));
    }

    private int Spin() => Chance(60) ? 0 : Skewed(LongestSpin);

    private ChunkPolicy Policy(long from, int count)
    {
        switch (random.Next(7))
        {
            case 0 or 1:
                return ChunkPolicy.Auto;
            case 2 or 3:
                return ChunkPolicy.Fixed(1 + Skewed(Math.Max(1, count)));
            case 4:
                return ChunkPolicy.Guided(1 + Skewed(50));
            case 5:
                return ChunkPolicy.Even;
            default:
                int skew = random.Next(1, 50);
                return ChunkPolicy.ByWeight(index => (index - from) % skew);
        }
    }

    private long From(LoopShape shape, int count) => (shape, random.Next(5)) switch
    {
        (LoopShape.Tiles, _) => 0,
        (_, 0 or 1) => 0,
        (_, 2) => random.Next(-100_000, 100_000),
        (LoopShape.Int, 3) => int.MinValue,
        (LoopShape.Int, _) => int.MaxValue - count,
        (_, 3) => long.MinValue,
        _ => long.MaxValue - count,
    };

    private HashSet<int> Positions(int count) =>
        count == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(count))];

    private WorkStealingScheduler Any() => schedulers[random.Next(schedulers.Count)];

    /// <summary>One whose stacks a recursion fills in seconds, though every worker takes a part of it.</summary>
    private WorkStealingScheduler Few()
    {
        WorkStealingScheduler[] few = [.. schedulers.Where(scheduler => scheduler.Workers <= 3)];
        return few[random.Next(few.Length)];
    }

    private WorkStealingScheduler? AnyOrShared() => Chance(25) ? null : Any();

    /// <summary>Small numbers as often as large ones.</summary>
    private int Skewed(int most) => (int)(Math.Pow(most + 1, random.NextDouble()) - 1) + (Chance(10) ? 0 : 1);

    private bool Chance(int percent) => random.Next(100) < percent;
}
