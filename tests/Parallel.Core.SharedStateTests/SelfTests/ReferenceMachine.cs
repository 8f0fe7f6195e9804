using System.Collections.Immutable;
using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>The x86-TSO machine as its definition says: every step and every drained store of every thread is tried in every state, without any reduction.</summary>
internal sealed class ReferenceMachine(Instruction[][] program, int depth)
{
    private readonly HashSet<string> _seen = [];

    public SortedSet<string> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether some execution ends with a thread that waits for ever.</summary>
    public bool CanGetStuck { get; private set; }

    public void Run() => Visit(new State(
        [.. program.Select(static _ => 0)], [.. program.Select(static _ => "")], [.. program.Select(static _ => ImmutableList<(int, long)>.Empty)], [.. new long[Instruction.Variables]], [.. new long[Instruction.Variables]]));

    private void Visit(State state)
    {
        if (!_seen.Add(state.ToString()))
            return;
        bool moved = false;
        for (int thread = 0; thread < program.Length; thread++)
        {
            if (state.Buffers[thread].Count > 0)
            {
                moved = true;
                Visit(state.Drain(thread));
            }
            if (state.Positions[thread] < program[thread].Length && Step(state, thread) is { } next)
            {
                moved = true;
                Visit(next with { Positions = next.Positions.SetItem(thread, next.Positions[thread] + 1) });
            }
        }
        if (moved)
            return;
        if (Enumerable.Range(0, program.Length).All(thread => state.Positions[thread] == program[thread].Length))
            Outcomes.Add($"{string.Join('|', state.Seen)}|{string.Join(',', state.Memory)}");
        else
            CanGetStuck = true;
    }

    /// <summary>The state after a thread's next instruction; <see langword="null"/> while it cannot be carried out.</summary>
    private State? Step(State state, int thread)
    {
        Instruction instruction = program[thread][state.Positions[thread]];
        int variable = instruction.Variable;
        ImmutableList<(int Variable, long Value)> buffer = state.Buffers[thread];
        switch (instruction.Kind)
        {
            case OperationKind.Write when depth == 0:
                return state with { Memory = state.Memory.SetItem(variable, instruction.Value) };
            case OperationKind.Write:
                return buffer.Count == depth ? null : state with { Buffers = state.Buffers.SetItem(thread, buffer.Add((variable, instruction.Value))) };
            case OperationKind.Read or OperationKind.Spin:
                int own = buffer.FindLastIndex(entry => entry.Variable == variable);
                long value = own >= 0 ? buffer[own].Value : state.Memory[variable];
                return instruction.Kind == OperationKind.Spin && value == 0 ? null : state.See(thread, value);
        }
        if (instruction.Kind == OperationKind.ProcessWideFence)
            return state.Buffers.All(static entries => entries.Count == 0) ? state : null;
        // The others lock the bus or fence: they need an empty buffer, which draining gets them.
        if (buffer.Count > 0)
            return null;
        long old = state.Memory[variable];
        return instruction.Kind switch
        {
            OperationKind.Fence => state,
            OperationKind.Add => state.See(thread, old + instruction.Value) with { Memory = state.Memory.SetItem(variable, old + instruction.Value) },
            OperationKind.Exchange => state.See(thread, old) with { Memory = state.Memory.SetItem(variable, instruction.Value) },
            OperationKind.CompareExchange => old == 0
                ? state.See(thread, old) with { Memory = state.Memory.SetItem(variable, instruction.Value) }
                : state.See(thread, old),
            OperationKind.Unpark => state with { Tokens = state.Tokens.SetItem(variable, 1) },
            OperationKind.Park => state.Tokens[variable] == 0 ? null : state with { Tokens = state.Tokens.SetItem(variable, 0) },
            _ => throw new InvalidOperationException(instruction.Kind.ToString()),
        };
    }

    private sealed record State(
        ImmutableArray<int> Positions, ImmutableArray<string> Seen, ImmutableArray<ImmutableList<(int Variable, long Value)>> Buffers, ImmutableArray<long> Memory, ImmutableArray<long> Tokens)
    {
        public State See(int thread, long value) => this with { Seen = Seen.SetItem(thread, $"{Seen[thread]}{value} ") };

        public State Drain(int thread)
        {
            (int variable, long value) = Buffers[thread][0];
            return this with { Buffers = Buffers.SetItem(thread, Buffers[thread].RemoveAt(0)), Memory = Memory.SetItem(variable, value) };
        }

        public override string ToString() =>
            $"{string.Join(',', Positions)}/{string.Join('|', Seen)}/{string.Join('|', Buffers.Select(static buffer => string.Join(' ', buffer)))}/{string.Join(',', Memory)}/{string.Join(',', Tokens)}";
    }
}
