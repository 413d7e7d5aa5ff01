"""What people taught the assistant by a case is found by the case, so that it can be forgotten with it."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_lessons_case", "lessons", ["case_id", "id"])
    op.create_index("ix_lesson_words_lesson", "lesson_words", ["lesson_id"])
