using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>What the compiler must refuse, each next to the nearest code that it accepts.</summary>
public sealed class GuardMisuseTests
{
    private static readonly (string Locked, string Guard, string Take)[] s_locks =
    [
        ("Guarded<int>", "Guard<int>", "Lock"),
        ("ReadWriteGuarded<int>", "ReadGuard<int>", "ReadLock"),
        ("ReadWriteGuarded<int>", "WriteGuard<int>", "WriteLock"),
        ("SerialGate", "GateScope", "Enter"),
    ];

    private static readonly (string Code, string? Error)[] s_uses =
    [
        ("class C { void M(LOCKED x) { using var guard = x.TAKE(); guard.Dispose(); } }", null),
        ("class C { async Task M(LOCKED x) { using (x.TAKE()) { } await Task.Yield(); } }", null),
        ("class C { async Task M(LOCKED x) { using (x.TAKE()) { await Task.Yield(); } } }", "CS4007"),
        ("class C { async Task M(LOCKED x) { using var guard = x.TAKE(); await Task.Yield(); } }", "CS4007"),
        ("class C { IEnumerable<int> M(LOCKED x) { using (x.TAKE()) { yield return 1; } } }", "CS4007"),
        ("class C { void M(LOCKED x) { using var guard = x.TAKE(); Action a = () => guard.Dispose(); } }", "CS8175"),
        ("class C { GUARD _guard; }", "CS8345"),
        ("class C { object M(LOCKED x) => x.TAKE(); }", "CS0029"),
        ("class C { List<GUARD> _guards = []; }", "CS9244"),
        ("class C { GUARD[] _guards = []; }", "CS0611"),
    ];

    private static readonly (string Code, string? Error)[] s_references =
    [
        ("class C { int M(LOCKED x) { using var guard = x.TAKE(); ref readonly int value = ref guard.Value; return value; } }", null),
        ("class C { ref readonly int M(LOCKED x) { using var guard = x.TAKE(); return ref guard.Value; } }", "CS8168"),
        ("class C { ref readonly int M(LOCKED x) => ref x.TAKE().Value; }", "CS8156"),
        ("class C { void M(LOCKED x) { int i = 0; ref readonly int value = ref i; using (var guard = x.TAKE()) { value = ref guard.Value; } } }", "CS8374"),
    ];

    public static TheoryData<string, string?> Uses
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach ((string locked, string guard, string take) in s_locks)
            {
                foreach ((string code, string? error) in take == "Enter" ? s_uses : [.. s_uses, .. s_references])
                    data.Add(code.Replace("LOCKED", locked).Replace("GUARD", guard).Replace("TAKE", take), error);
            }

            data.Add("class C { void M(ReadWriteGuarded<int> x) { using var guard = x.WriteLock(); guard.Value++; } }", null);
            data.Add("class C { void M(ReadWriteGuarded<int> x) { using var guard = x.ReadLock(); guard.Value++; } }", "CS8331");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void Use_ThatTheLockForbids_DoesNotCompile(string code, string? error)
    {
        IEnumerable<string> errors = SnippetCompiler.Errors(code);
        if (error is null)
            errors.Should().BeEmpty();
        else
            errors.Should().ContainSingle().Which.Should().Contain(error);
    }
}
